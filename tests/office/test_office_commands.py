"""Registries, accounts and enrollments on the command line: tried, repeated, refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.office.conftest import Kruzhok, refused
from tests.office.region import (
    ANNA,
    CATALOG,
    CATEGORY,
    DEFAULTS,
    IMPORT,
    INN,
    NUMBER,
    OLEG,
    PARENT,
    REQUEST,
    STAFF,
    STEPS,
    SUMS,
    built,
    files,
    region,
)
from tests.office.typed import dumped, partly, told, tried_and_done

__all__ = ["built", "files", "region"]


def test_a_region_is_built_step_by_step_each_tried_first_and_repeated(
    kruzhok: Kruzhok, files: Path
) -> None:
    for words, settings in STEPS:
        tried_and_done(kruzhok, files, *words, **settings)

    (period,) = told(kruzhok, "period", "list", "KLG")["periods"]
    assert (period["first"], period["low_percent"], period["notices_from"]) == (
        "2026-01-01", 10, "09:00",
    )  # fmt: skip
    (category,) = told(kruzhok, "category", "list", "KLG")["categories"]
    assert [each["kopecks"] for each in category["nominals"]] == [1510200]
    (agreement,) = told(kruzhok, "agreement", "list", "KLG")["agreements"]
    assert agreement["inn"] == INN


def test_a_request_is_asked_confirmed_and_left_each_tried_first_and_repeated(
    kruzhok: Kruzhok, region: Path
) -> None:
    asked = tried_and_done(kruzhok, region, *REQUEST, **PARENT)
    withdrawn = tried_and_done(kruzhok, region, "enrollment", "withdraw", "1", **PARENT)
    again = tried_and_done(kruzhok, region, *REQUEST, **PARENT)
    refusing = ("enrollment", "refuse", "2", "--reason", "GROUP_FULL")
    refusal = tried_and_done(kruzhok, region, *refusing, **STAFF)
    third = tried_and_done(kruzhok, region, *REQUEST, **PARENT)
    confirmed = tried_and_done(kruzhok, region, "enrollment", "confirm", "3", **STAFF)
    later = {"clock": "2026-10-17T10:00+02:00"}
    told(kruzhok, "day", "--municipality", "KLG", "--date", "2026-10-17", **OLEG, **later)
    leaving = told(kruzhok, "enrollment", "show", "3", **PARENT, **later)["leaving"]
    terminating = ("enrollment", "terminate", "3", "--last-day", leaving["last_day"])
    ended = tried_and_done(kruzhok, region, *terminating, **PARENT, **later)

    states = [each["state"] for each in (asked, withdrawn, again, refusal, third, confirmed, ended)]
    assert states == [
        "REQUESTED", "WITHDRAWN", "REQUESTED", "REFUSED", "REQUESTED", "ACTIVE", "ENDING",
    ]  # fmt: skip
    assert asked["certificate"]["total"] == 900000
    assert (leaving["last_day"], leaving["withdraws"]) == ("2026-10-31", False)
    listed = told(kruzhok, "enrollment", "list", "--size", "2", "--page", "2", **STAFF, **later)
    assert [each["id"] for each in listed["enrollments"]] == [1]
    shown = told(kruzhok, "enrollment", "show", "2", **STAFF, **later)
    assert shown["refusal"]["reason"] == "GROUP_FULL"
    assert (shown["entries"], shown["leaving"]) == ([], None)
    assert told(kruzhok, "audit")["clean"]


def test_what_the_desk_offered_is_taken_back_tried_first_and_repeated(
    kruzhok: Kruzhok, region: Path
) -> None:
    offering = ("enrollment", "offer", NUMBER, "1", "--start", "2026-09-01", "--child")
    offered = tried_and_done(kruzhok, region, *offering, "Котова Анна", **STAFF)
    undecided = kruzhok("enrollment", "show", "1", **STAFF).stdout
    listed = kruzhok("enrollment", "list", **STAFF).stdout
    back = tried_and_done(kruzhok, region, "enrollment", "take-back", "1", **STAFF)

    assert (offered["state"], offered["origin"]) == ("OFFERED", "DESK")
    assert (offered["certificate"], offered["parent"]) == (None, None)
    assert "the shares are calculated when the family accepts" in undecided
    assert "0.00" not in undecided + listed
    assert (back["state"], back["ended_by"]) == ("WITHDRAWN", "PROVIDER")
    shown = told(kruzhok, "enrollment", "show", "1", **STAFF)
    assert [each["act"] for each in shown["changes"]] == ["offer", "take-back"]
    assert told(kruzhok, "audit")["clean"]


def test_enr_12_a_number_that_is_tried_at_the_desk_counts_in_a_trial_too(
    kruzhok: Kruzhok, region: Path
) -> None:
    guess = ("enrollment", "offer", NUMBER, "1", "--start", "2026-09-01", "--child", "Котов Пётр")
    right = (*guess[:-1], "Котова Анна", "--dry-run")

    said = [refused(kruzhok(*guess, "--dry-run", **STAFF)) for _ in range(10)]

    assert all("desk-child-unknown" in each for each in said)
    for words in (right, guess):
        assert "too-many-attempts" in refused(kruzhok(*words, **STAFF))


@pytest.mark.parametrize(
    ("terminal", "step"),
    [("C.UTF-8", "Choose another group of the module"),
     ("ru_RU.UTF-8", "Выберите другую группу модуля")],
)  # fmt: skip
def test_enr_13_a_group_with_other_dates_is_refused_with_a_step_that_helps(
    kruzhok: Kruzhok, region: Path, monkeypatch: pytest.MonkeyPatch, terminal: str, step: str
) -> None:
    later = ("Вечер", "--days", "2026-10-01..2026-12-31", "--places", "15", "--ages", "7-17")
    told(kruzhok, "group", "add", "1", *later, "--slot", "Tue 16:00-17:00", **STAFF)
    told(kruzhok, *REQUEST, **PARENT)
    monkeypatch.setenv("LC_ALL", terminal)

    said = refused(kruzhok("enrollment", "move", "1", "2", **PARENT))

    assert "DATES: " in said
    assert step in said
    assert said.endswith("(request-refused)")


def test_a_change_of_group_is_shown_with_both_groups(kruzhok: Kruzhok, region: Path) -> None:
    evening = ("Вечер", "--days", "2026-09-01..2026-12-31", "--places", "15", "--ages", "7-17")
    told(kruzhok, "group", "add", "1", *evening, "--slot", "Tue 16:00-17:00", **STAFF)
    tried_and_done(kruzhok, region, *REQUEST, **PARENT)
    told(kruzhok, "enrollment", "move", "1", "2", **PARENT)

    shown = told(kruzhok, "enrollment", "show", "1", **STAFF)
    said = kruzhok("enrollment", "show", "1", **STAFF)

    assert [each["groups"] for each in shown["changes"]] == [None, ["Пешки", "Вечер"]]
    assert "move: Пешки -> Вечер" in said.stdout


def test_what_is_registered_is_shown_to_people_and_programs(kruzhok: Kruzhok, region: Path) -> None:
    for words in (
        ("municipality", "list"), ("municipality", "show", "KLG"), ("period", "list", "KLG"),
        ("category", "list", "KLG"), ("agreement", "list", "KLG"), ("provider", "list"),
        ("provider", "show", INN), ("program", "list", "--provider", INN), ("program", "show", "1"),
        ("program", "list", "--municipality", "KLG"), ("group", "list"), ("group", "show", "1"),
        ("account", "list"), ("certificate", "list", "KLG"), ("certificate", "show", NUMBER),
        ("enrollment", "list", "--municipality", "KLG"),
        ("enrollment", "quote", NUMBER, "1", "--start", "2026-09-01"),
    ):  # fmt: skip
        document, text = told(kruzhok, *words, **ANNA), kruzhok(*words, **ANNA)

        assert document, words
        assert (text.exit_code, text.stderr) == (0, ""), words
        assert text.stdout.strip(), words

    accounts = kruzhok("account", "list", "--json", **ANNA).stdout
    assert "Котова" not in accounts
    assert NUMBER not in accounts
    assert told(kruzhok, "certificate", "show", NUMBER, **PARENT)["child"] == "Котова Анна"


def test_rows_of_a_file_name_a_provider_that_is_registered(kruzhok: Kruzhok, region: Path) -> None:
    (region / "defaults.toml").write_text(DEFAULTS + "[groups]\nplaces = 5\n", "utf-8")
    (region / "catalog.csv").write_text(CATALOG.replace("Шахматы", "Шашки"), "utf-8")
    first = told(kruzhok, *IMPORT, **ANNA)

    (region / "catalog.csv").write_text(CATALOG.replace(INN, "7707083893"), "utf-8")
    unknown = partly(kruzhok, *IMPORT, **ANNA)

    assert first["added"]["programs"] == 1, first
    assert unknown["added"]["programs"] == 0
    assert len(unknown["problems"]) == 1


def test_a_group_that_a_file_calls_full_keeps_the_child_in_it(
    kruzhok: Kruzhok, region: Path
) -> None:
    told(kruzhok, *REQUEST, **PARENT)
    full = CATALOG.replace("Количество мест", "Количество свободных мест").replace(";10", ";нет")
    (region / "catalog.csv").write_text(full, "utf-8")

    first, again = told(kruzhok, *IMPORT, **ANNA), told(kruzhok, *IMPORT, **ANNA)

    group = told(kruzhok, "group", "show", "1")
    assert (group["places"], group["places_taken"]) == (1, 1)
    assert (first["changed"]["groups"], again["changed"]["groups"]) == (1, 0)


@pytest.mark.parametrize(
    ("words", "settings", "why"),
    [
        (("municipality", "show", "NOPE"), {}, "not-found"),
        (("municipality", "add", "X:Y", "--name", "N", "--numbers", "3901"), ANNA, "bad-value"),
        (("municipality", "add", "N", "--name", "N", "--numbers", "3901"), OLEG, "not-allowed"),
        (("period", "add", "KLG", "2026-06-01..2027-05-31"), OLEG, "bad-value"),
        (("period", "add", "KLG", "2027-01-01..2027-12-31"), ANNA, "not-allowed"),
        (("period", "add", "KLG", "0001-01-01..0001-12-31"), OLEG, "bad-value"),
        (("period", "add", "KLG", "2027-12-31..2027-01-01"), OLEG, "before it begins"),
        (("period", "add", "KLG", "2027-01-01..2027-12-31", "--low-percent", "101"), OLEG,
         "at most 100"),
        (("period", "add", "KLG", "2027-01-01..2027-12-31", "--lapsing-days", "a"), OLEG, "60,14"),
        (("period", "add", "KLG", "2027-01-01..2027-12-31", "--notices-from", "9"), OLEG, "09:00"),
        (("category", "set-nominal", "KLG", CATEGORY, "0", "--period", "2026-01-01"), OLEG,
         "bad-value"),
        (("category", "set-nominal", "KLG", CATEGORY, "-1", "--period", "2026-01-01"), OLEG, "-1"),
        (("category", "set-nominal", "KLG", CATEGORY, "1.001", "--period", "2026-01-01"), OLEG,
         "1.001"),
        (("category", "set-nominal", "KLG", "нет", "1", "--period", "2026-01-01"), OLEG,
         "not-found"),
        (("category", "set-nominal", "KLG", CATEGORY, "1", "--period", "2027-01-01"), OLEG,
         "not-found"),
        (("category", "add", "KLG", " "), OLEG, "bad-value"),
        (("agreement", "add", "KLG", "7707083893", "--period", "2026-01-01"), OLEG, "not-found"),
        (("certificate", "show", NUMBER), {}, "KRUZHOK_ACTOR"),
        (("certificate", "show", NUMBER), STAFF, "not-found"),
        (("certificate", "show", "3901999999"), OLEG, "not-found"),
        (("certificate", "fund", NUMBER), STAFF, "not-found"),
        (("certificate", "issue", "KLG", "3901000002", "--name", " ", "--born", "2016-01-01",
          "--category", CATEGORY), OLEG, "not-a-name"),
        (("certificate", "list", "KLG", "--page", "0"), OLEG, "--page"),
        (("account", "list"), OLEG, "not-allowed"),
        (("account", "add", "--chat", "300", "--language", "fr"), ANNA, "bad-value"),
        (("account", "accept", "1", "i_nothing"), ANNA, "invitation-unknown"),
        (("account", "accept", "1", "-zero"), ANNA, "invitation-unknown"),
        (("account", "accept", "9", "i_nothing"), ANNA, "not-found"),
        (REQUEST, ANNA, "not-allowed"),
        (REQUEST, STAFF, "not-found"),
        (REQUEST, {"actor": "parent:2"}, "not-found"),
        (REQUEST, {"actor": "parent:99999999999999999999"}, "KRUZHOK_ACTOR"),
        (REQUEST, {"actor": "staff:1:3999009008"}, "not-found"),
        ((*REQUEST[:6], "--certificate-pays", "1.00", "--parent-pays", "0"), PARENT, "9000.00"),
        ((*REQUEST[:5], "2026-08-01", *REQUEST[6:]), PARENT, "DATES"),
        (("enrollment", "request", NUMBER, "99", *SUMS), PARENT, "not-allowed"),
        (("enrollment", "confirm", "1"), STAFF, "not-allowed"),
        (("enrollment", "show", "1"), PARENT, "not-allowed"),
        (("enrollment", "show", "99999999999999999999"), PARENT, "ID"),
        (("enrollment", "refuse", "1", "--reason", "BORED"), STAFF, "BORED"),
        (
            ("enrollment", "terminate", "1", "--last-day", "2026-10-31"),
            STAFF,
            "ADMISSION_BREACHED, PAYMENT_OVERDUE, SERVICE_IMPOSSIBLE, MUNICIPAL_ORDER, LAW",
        ),
        (("enrollment", "list"), OLEG, "not-allowed"),
        (("program", "show", "99"), {}, "not-found"),
        (("group", "show", "99"), {}, "not-found"),
        (("provider", "invite", INN), OLEG, "not-allowed"),
        (("enrollment",), {}, "command"),
    ],
)  # fmt: skip
def test_bad_input_is_one_sentence_and_nothing_is_written(
    kruzhok: Kruzhok, region: Path, words: tuple[str, ...], settings: dict[str, str], why: str
) -> None:
    before = dumped(region)

    assert why in refused(kruzhok(*words, **settings))
    assert dumped(region) == before


def test_a_clock_that_is_set_back_is_refused_by_what_writes(kruzhok: Kruzhok, region: Path) -> None:
    earlier, later = {"clock": "2026-08-19T10:00+02:00"}, {"clock": "2026-12-01T10:00+02:00"}
    category = ("category", "add", "KLG", "Другие дети")
    before = refused(kruzhok(*category, **OLEG, **earlier))
    told(kruzhok, *category, **OLEG)
    told(kruzhok, *category, **OLEG, **later)
    told(kruzhok, "day", "--municipality", "KLG", "--date", "2026-12-01", **OLEG, **later)

    for words in (category, (*category, "--dry-run"), ("day", "--municipality", "KLG", "--date",
                                                      "2026-08-20")):  # fmt: skip
        assert "(clock-set-back)" in refused(kruzhok(*words, **OLEG))
    assert "2026-08-20T" in before
    assert told(kruzhok, "category", "list", "KLG", **earlier)["categories"]
