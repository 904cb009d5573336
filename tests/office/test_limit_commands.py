"""Limits of a period and ceilings of agreements as they are typed and shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.office.conftest import Kruzhok, refused
from tests.office.region import (
    ANNA,
    CATEGORY,
    INN,
    NUMBER,
    OLEG,
    PARENT,
    REQUEST,
    built,
    files,
    region,
)
from tests.office.typed import dumped, told, tried_and_done

__all__ = ["built", "files", "region"]

AGREEMENT = ("KLG", INN, "--period", "2026-01-01")
CEILING = ("agreement", "set", *AGREEMENT, "--ceiling")
SET = ("period", "set", "KLG", "2026-01-01")


def test_a_period_is_shown_with_its_limits_and_what_is_open(kruzhok: Kruzhok, region: Path) -> None:
    told(kruzhok, *REQUEST, **PARENT)

    shown = told(kruzhok, "period", "show", "KLG", "2026-12-31")
    text = kruzhok("period", "show", "KLG", "2026-12-31").stdout

    assert shown["direction_limits"] == {
        "ARTS": {"most": 0, "open": 0}, "SPORTS": {"most": 10, "open": 1},
    }  # fmt: skip
    assert shown["provider_limits"] == {INN: {"most": 5, "open": 1}}
    assert shown["registry_limits"] == {"GENERAL": 2}
    assert (shown["closed_from"], shown["offer_reminder_days"]) == ("2026-12-01", 9)
    assert (shown["lapsing_days"], shown["low_percent"]) == ([30], 10)
    assert "limit of sports" in text


def test_a_limit_that_is_removed_is_shown_no_more(kruzhok: Kruzhok, region: Path) -> None:
    words = (
        "period", "set", "KLG", "2026-01-01", "--direction-limit", "ARTS=none",
        "--provider-limit", f"{INN}=none", "--registry-limit", "GENERAL=none",
        "--closed-from", "none",
    )  # fmt: skip

    shown = tried_and_done(kruzhok, region, *words, **OLEG)

    assert list(shown["direction_limits"]) == ["SPORTS"]
    assert shown["provider_limits"] == shown["registry_limits"] == {}
    assert shown["closed_from"] is None


def test_cert_2_a_period_says_from_which_age_on_there_are_certificates(
    kruzhok: Kruzhok, region: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    issue = ("certificate", "issue", "KLG", "3901000002", "--name", "Котов Иван",
             "--born", "2019-08-20", "--category", CATEGORY)  # fmt: skip

    tried_and_done(kruzhok, region, *SET, "--min-age", "8", **OLEG)

    assert told(kruzhok, "period", "show", "KLG", "2026-01-01")["min_age"] == 8
    assert "certificates are for 8 to 17" in refused(kruzhok(*issue, **OLEG))
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")
    assert "сертификаты выдают от 8 до 17 лет" in refused(kruzhok(*issue, **OLEG))


def test_cert_7_a_limit_of_a_category_that_is_not_named_stays(
    kruzhok: Kruzhok, region: Path
) -> None:
    words = ("category", "set-limits", "KLG", CATEGORY, "--period", "2026-01-01")
    both = ("--max-certificates", "100", "--max-total", "2000000.00")
    tried_and_done(kruzhok, region, *words, *both, **OLEG)

    fewer = tried_and_done(kruzhok, region, *words, "--max-certificates", "99", **OLEG)
    free = tried_and_done(kruzhok, region, *words, "--max-certificates", "none", **OLEG)
    text = kruzhok(*words, **OLEG).stdout

    assert (fewer["max_certificates"], fewer["max_total_kopecks"]) == (99, 200000000)
    assert (free["max_certificates"], free["max_total_kopecks"]) == (None, 200000000)
    assert "1, at most no limit" in text
    assert "15102.00, at most 2000000.00" in text
    assert "_" not in text
    assert "kopecks" not in text


def test_a_category_and_a_municipality_are_renamed(kruzhok: Kruzhok, region: Path) -> None:
    words = ("category", "set", "KLG", CATEGORY, "--name", "Все дети")
    renamed = tried_and_done(kruzhok, region, *words, **OLEG)
    place = tried_and_done(
        kruzhok, region, "municipality", "set", "KLG", "--name", "Калининград", **ANNA
    )

    assert renamed["category"] == "Все дети"
    assert (place["name"], place["number_prefix"]) == ("Калининград", "3901")


def test_cert_11_a_nominal_that_is_too_low_names_the_certificates_by_their_numbers(
    kruzhok: Kruzhok, region: Path
) -> None:
    told(kruzhok, *REQUEST, **PARENT)
    words = ("category", "set-nominal", "KLG", CATEGORY, "8999.99", "--period", "2026-01-01")

    assert NUMBER in refused(kruzhok(*words, **OLEG))


def test_an_agreement_is_shown_with_its_ceiling_and_what_is_committed(
    kruzhok: Kruzhok, region: Path
) -> None:
    told(kruzhok, *REQUEST, **PARENT)

    (listed,) = told(kruzhok, "agreement", "list", "KLG")["agreements"]
    assert (listed["ceiling"], listed["committed"]) == (5000050, 900000)
    lower = tried_and_done(kruzhok, region, *CEILING, "9000.01", **OLEG)
    assert (lower["ceiling"], lower["committed"]) == (900001, 900000)
    without = tried_and_done(kruzhok, region, *CEILING, "none", **OLEG)
    assert (without["ceiling"], without["committed"]) == (None, 900000)
    shown = told(kruzhok, "agreement", "show", *AGREEMENT)
    assert (shown["ceiling"], shown["committed"]) == (None, 900000)
    assert "9000.00" in kruzhok("agreement", "show", *AGREEMENT).stdout
    (listed,) = told(kruzhok, "agreement", "list", "KLG")["agreements"]
    assert (listed["ceiling"], listed["committed"]) == (None, None)


def test_a_request_over_a_limit_is_told_why(kruzhok: Kruzhok, region: Path) -> None:
    told(kruzhok, "period", "set", "KLG", "2026-01-01", "--direction-limit", "SPORTS=0", **OLEG)
    told(kruzhok, *CEILING, "8999.99", **OLEG)

    why = refused(kruzhok(*REQUEST, **PARENT))

    assert "AGREEMENT_EXHAUSTED: " in why
    assert "DIRECTION_FULL: " in why


LIMITS = ("category", "set-limits", "KLG", CATEGORY, "--period", "2026-01-01")


@pytest.mark.parametrize(
    ("words", "settings", "why"),
    [
        ((*SET, "--direction-limit", "CHESS=1"), OLEG, "CHESS"),
        ((*LIMITS, "--max-certificates", "0"), OLEG, "bad-value"),
        ((*LIMITS, "--max-certificates", "-1"), OLEG, "such as 1000"),
        ((*LIMITS, "--max-certificates", "99999999999"), OLEG, "such as 1000"),
        ((*LIMITS, "--max-certificates", "00000000012345678901"), OLEG, "such as 1000"),
        ((*LIMITS, "--max-total", "1.001"), OLEG, "1.001"),
        ((*LIMITS, "--max-total", "-5"), OLEG, "'15 102,50', not below 0"),
        ((*LIMITS, "--max-total", "many"), OLEG, "write it such as 15102.00"),
        ((*LIMITS, "--max-total", "15101.99"), OLEG, "bad-value"),
        ((*LIMITS, "--max-certificates", "5"), ANNA, "not-allowed"),
        (("category", "set", "KLG", CATEGORY, "--name", " "), OLEG, "bad-value"),
        (("category", "set", "KLG", "нет", "--name", "да"), OLEG, "not-found"),
        (("category", "set", "KLG", CATEGORY, "--name", "да"), ANNA, "not-allowed"),
        (("municipality", "set", "NOPE", "--name", "X"), ANNA, "not-found"),
        (("municipality", "set", "KLG", "--numbers", "39"), ANNA, "bad-value"),
        (("municipality", "set", "KLG", "--zone", "Europe/Moscow"), ANNA, "bad-value"),
        (("municipality", "set", "KLG", "--name", "X"), OLEG, "not-allowed"),
        (("municipality", "add", "N", "--name", "N", "--numbers", "3901"), ANNA, "bad-value"),
        (("period", "add", "KLG", "9999-01-01..9999-12-31"), OLEG, "bad-value"),
        (("period", "add", "KLG", "2027-01-01..2035-12-31"), OLEG, "bad-value"),
        (("period", "add", "KLG", "2020-01-01..2020-12-31"), OLEG, "bad-value"),
        ((*SET, "--direction-limit", "ARTS"), OLEG, "NAME=10"),
        ((*SET, "--direction-limit", "ARTS=-1"), OLEG, "NAME=10"),
        ((*SET, "--direction-limit", "ARTS=1.5"), OLEG, "NAME=10"),
        ((*SET, "--direction-limit", "ARTS=1", "--direction-limit", "ARTS=2"), OLEG, "two"),
        ((*SET, "--direction-limit", "ARTS=9999999"), OLEG, "bad-value"),
        ((*SET, "--provider-limit", "7707083893=1"), OLEG, "not-found"),
        ((*SET, "--registry-limit", "CERTIFIED=1"), OLEG, "CERTIFIED"),
        ((*SET, "--closed-from", "tomorrow"), OLEG, "2020-09-01"),
        ((*SET, "--low-percent", "101"), OLEG, "at most 100"),
        ((*SET, "--low-percent", "11"), ANNA, "not-allowed"),
        ((*SET, "--min-age", "18"), OLEG, "at most 17"),
        ((*SET, "--min-age", "-1"), OLEG, "min-age"),
        ((*SET, "--direction-limit", "ARTS=1"), ANNA, "not-allowed"),
        (("period", "set", "KLG", "2030-01-01"), OLEG, "not-found"),
        (("period", "show", "KLG", "2030-01-01"), {}, "not-found"),
        ((*CEILING, "1.001"), OLEG, "1.001"),
        ((*CEILING, "-1"), OLEG, "-1"),
        ((*CEILING, "99999999999999999"), OLEG, "at most 10000000000000.00"),
        ((*CEILING, "1"), ANNA, "not-allowed"),
        (("agreement", "set", "KLG", "7707083893", *AGREEMENT[2:], "--ceiling", "1"), OLEG,
         "not-found"),
        (("agreement", "show", "KLG", "7707083893", *AGREEMENT[2:]), {}, "not-found"),
    ],
)  # fmt: skip
def test_what_cannot_be_a_limit_is_one_sentence_and_nothing_is_written(
    kruzhok: Kruzhok, region: Path, words: tuple[str, ...], settings: dict[str, str], why: str
) -> None:
    before = dumped(region)

    assert why in refused(kruzhok(*words, **settings))
    assert dumped(region) == before
