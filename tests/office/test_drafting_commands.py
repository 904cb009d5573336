"""Programs, modules and groups are written down on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.office.conftest import Kruzhok, refused
from tests.office.region import ANNA, INN, OLEG, PARENT, REQUEST, STAFF, built, files, region
from tests.office.typed import dumped, told, tried_and_done

__all__ = ["built", "files", "region"]

PROGRAM = (
    "program", "add", INN, "Роботы", "--municipality", "KLG", "--direction", "TECHNICAL",
    "--registry", "CERTIFIED", "--ages", "7-12",
)  # fmt: skip
GROUP = (
    "group", "add", "2", "Вечер", "--days", "2026-09-01..2026-12-31", "--places", "15",
    "--ages", "7-9", "--address", "ул. Мира, 3", "--slot", "Tue 16:00-17:00", "--slot", "Mon 09:30",
)  # fmt: skip


LENGTH = ("--months", "9", "--hours", "144")


def test_a_course_is_written_down_certified_and_asked_for(kruzhok: Kruzhok, region: Path) -> None:
    program = tried_and_done(kruzhok, region, *PROGRAM, **STAFF)
    module = tried_and_done(kruzhok, region, "module", "add", "2", "1-й год", *LENGTH, **STAFF)
    group = tried_and_done(kruzhok, region, *GROUP, **STAFF)
    told(kruzhok, "program", "submit", "2", **STAFF)
    told(kruzhok, "program", "certify", "2", **ANNA)
    told(kruzhok, "module", "submit", "2", **STAFF)
    told(kruzhok, "module", "certify", "2", "--normative-cost", "9000.00", **ANNA)
    period = ("--municipality", "KLG", "--period", "2026-01-01")
    told(kruzhok, "module", "set-price", "2", "9000.00", *period, **STAFF)

    ages = tried_and_done(kruzhok, region, "group", "set", "2", "--ages", "none", **STAFF)
    asked = told(kruzhok, *REQUEST[:3], "2", *REQUEST[4:], **PARENT)

    assert (program["state"], module["state"], group["places"]) == ("DRAFT", "DRAFT", 15)
    assert group["slots"] == ["Mon 09:30", "Tue 16:00-17:00"]
    assert (group["own_ages"], ages["own_ages"], ages["ages"]) == ([7, 9], None, [7, 12])
    assert asked["state"] == "REQUESTED"
    shown = told(kruzhok, "module", "show", "2")
    assert shown["title"] == "1-й год"
    assert shown["duration"] == {"years": None, "months": 9, "hours": 144}
    assert "9 months, 144 hours" in kruzhok("module", "show", "2").stdout
    assert "9000.00" in kruzhok("module", "show", "2").stdout


@pytest.mark.parametrize(("terminal", "lesson"), [("C", "Sun 11:00"), ("ru_RU.UTF-8", "вс 11:00")])
def test_days_of_the_week_are_read_in_both_languages_and_shown_in_the_terminals(
    kruzhok: Kruzhok, region: Path, monkeypatch: pytest.MonkeyPatch, terminal: str, lesson: str
) -> None:
    monkeypatch.setenv("LANG", terminal)

    changed = told(kruzhok, "group", "set", "1", "--slot", "вс 11:00", **STAFF)

    assert changed["slots"] == ["Sun 11:00"]
    assert f" {lesson}\n" in kruzhok("group", "show", "1").stdout


def test_the_length_of_a_module_is_content_and_what_is_not_named_stays(
    kruzhok: Kruzhok, region: Path
) -> None:
    longer = tried_and_done(kruzhok, region, "module", "set", "1", "--hours", "72", **STAFF)
    both = tried_and_done(kruzhok, region, "module", "set", "1", "--months", "9", **STAFF)
    trail = kruzhok("trail", "module", "1", **ANNA).stdout

    assert (longer["state"], longer["duration"]["hours"]) == ("SUBMITTED", 72)
    assert (both["title"], both["duration"]["months"], both["duration"]["hours"]) == (
        longer["title"], 9, 72,
    )  # fmt: skip
    assert "72 hours -> 9 months, 72 hours" in trail or "9 months, 72 hours" in trail


def test_what_is_certified_goes_to_certification_again(kruzhok: Kruzhok, region: Path) -> None:
    words = ("program", "set", "1", "--annotation", "Дебюты", "--ages", "6-12")
    program = tried_and_done(kruzhok, region, *words, **STAFF)
    module = tried_and_done(kruzhok, region, "module", "set", "1", "--title", "Начало", **STAFF)
    moved = ("group", "set", "1", "--days", "2026-10-01..2026-12-31", "--slot", "Sat 10:00")
    group = tried_and_done(kruzhok, region, *moved, "--archived", **STAFF)

    assert (program["state"], program["annotation"]) == ("SUBMITTED", "Дебюты")
    assert (module["state"], module["title"]) == ("SUBMITTED", "Начало")
    assert (group["first_day"], group["archived"]) == ("2026-10-01", True)
    assert told(kruzhok, "group", "list")["groups"] == []
    assert "Дебюты" in kruzhok("program", "show", "1").stdout


@pytest.mark.parametrize(
    ("words", "settings", "why"),
    [
        ((*PROGRAM[:3], "Шахматы", *PROGRAM[4:]), STAFF, "bad-value"),
        ((*PROGRAM[:3], " ", *PROGRAM[4:]), STAFF, "bad-value"),
        ((*PROGRAM[:-1], "12-7"), STAFF, "7-17"),
        ((*PROGRAM[:-1], "18-99"), STAFF, "bad-value"),
        ((*PROGRAM[:-1], "-1-9"), STAFF, "7-17"),
        ((*PROGRAM[:2], "7707083893", *PROGRAM[3:]), ANNA, "not-found"),
        ((*PROGRAM[:5], "NOPE", *PROGRAM[6:]), ANNA, "not-found"),
        (PROGRAM, OLEG, "not-allowed"),
        (("program", "set", "1", "--title", "X"), STAFF, "module-in-use"),
        (("program", "set", "99", "--title", "X"), ANNA, "not-found"),
        (("module", "add", "99", "X"), STAFF, "not-allowed"),
        (("module", "add", "1", "X", "--months", "13"), STAFF, "12"),
        (("module", "set", "1"), STAFF, "--hours"),
        (("module", "set", "1", "--hours", "9"), STAFF, "module-in-use"),
        (("module", "set", "1", "--title", "X"), STAFF, "module-in-use"),
        (("module", "show", "99"), {}, "not-found"),
        ((*GROUP[:2], "1", "Пешки", *GROUP[4:]), STAFF, "bad-value"),
        ((*GROUP[:2], "99", *GROUP[3:]), STAFF, "not-allowed"),
        (("group", "set", "1", "--places", "0"), STAFF, "bad-value"),
        (("group", "set", "1", "--places", "-1"), STAFF, "such as 15"),
        (("group", "set", "1", "--places", "none"), STAFF, "bad-value"),
        (("group", "set", "1", "--days", "2026-10-01..2026-12-31"), STAFF, "group-in-use"),
        (("group", "set", "1", "--days", "2026-12-31..2026-10-01"), STAFF, "before it begins"),
        (("group", "set", "1", "--slot", "Mon 25:00"), STAFF, "09:00"),
        (("group", "set", "1", "--slot", "Xyz 10:00"), STAFF, "Mon 16:00-17:00"),
        (("group", "set", "1", "--slot", "Mon 10:00-09:00"), STAFF, "before it begins"),
        (("group", "set", "1", "--slot", "Mon 10:00", "--slot", "Mon 10:00"), STAFF, "bad-value"),
        (("group", "set", "1", "--title", "X"), OLEG, "not-allowed"),
        (("group", "set", "99", "--title", "X"), STAFF, "not-found"),
    ],
)
def test_what_nobody_can_write_down_is_one_sentence_and_nothing_is_written(
    kruzhok: Kruzhok, region: Path, words: tuple[str, ...], settings: dict[str, str], why: str
) -> None:
    told(kruzhok, *REQUEST, **PARENT)
    before = dumped(region)

    assert why in refused(kruzhok(*words, **settings))
    assert dumped(region) == before
