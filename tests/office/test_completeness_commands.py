"""How much of a month's lessons was given is said and looked up on the command line (LED-4)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.office.conftest import Kruzhok, refused
from tests.office.region import (
    ANNA,
    OLEG,
    PARENT,
    REQUEST,
    STAFF,
    built,
    files,
    region,
)
from tests.office.typed import dumped, told, tried_and_done

__all__ = ["built", "files", "region"]

IN_NOVEMBER = {"clock": "2026-11-02T10:00+02:00"}
SAY = ("group", "completeness", "1", "2026-10")


@pytest.fixture
def contract(kruzhok: Kruzhok, region: Path) -> Path:
    """X1: 221313, then 226229 three times, charged until November."""
    told(kruzhok, *REQUEST, **PARENT)
    told(kruzhok, "enrollment", "confirm", "1", **STAFF)
    told(kruzhok, "day", "--municipality", "KLG", "--date", "2026-11-02", **OLEG, **IN_NOVEMBER)
    return region


def test_a_share_is_said_corrected_and_shown(kruzhok: Kruzhok, contract: Path) -> None:
    first = told(kruzhok, *SAY, "90", **STAFF, **IN_NOVEMBER)
    said = tried_and_done(kruzhok, contract, *SAY, "80", **STAFF, **IN_NOVEMBER)
    group = told(kruzhok, "group", "show", "1", **IN_NOVEMBER)
    enrollment = told(kruzhok, "enrollment", "show", "1", **PARENT, **IN_NOVEMBER)

    assert first["returns"] == 22623
    assert said == {
        "dry_run": False, "group_id": 1, "month": "2026-10", "percent": 80, "contracts": 1,
        "charged": 226229, "returns": 45246,
    }  # fmt: skip
    assert [(e["month"], e["number"], e["percent"], e["actor"]) for e in group["completeness"]] == [
        ("2026-10", 1, 90, "staff:2"), ("2026-10", 2, 80, "staff:2"),
    ]  # fmt: skip
    assert enrollment["completeness"] == [{"month": "2026-10", "percent": 80, "returns": 45246}]
    changes = [each for each in enrollment["changes"] if each["act"] == "completeness"]
    assert [(each["by"], each["month"], each["percent"]) for each in changes] == [
        ("staff", "2026-10", 90), ("staff", "2026-10", 80),
    ]  # fmt: skip
    assert told(kruzhok, "audit")["clean"] is True


def test_people_read_it_in_words(kruzhok: Kruzhok, contract: Path) -> None:
    said = kruzhok(*SAY, "80", **STAFF, **IN_NOVEMBER).stdout
    group = kruzhok("group", "show", "1", **IN_NOVEMBER).stdout
    enrollment = kruzhok("enrollment", "show", "1", **PARENT, **IN_NOVEMBER).stdout

    assert "80 per cent of the lessons" in said
    assert "1, certificates pay 2262.29" in said
    assert "452.46, when the month is settled" in said
    assert "80 per cent (2026-11-02 08:00 UTC, staff:2)" in group
    assert "80 per cent, returns 452.46" in enrollment
    assert "completeness: 2026-10, 80 %" in enrollment


def test_nothing_is_shown_where_nothing_was_said(kruzhok: Kruzhok, contract: Path) -> None:
    assert told(kruzhok, "group", "show", "1")["completeness"] == []
    assert "completeness" not in kruzhok("group", "show", "1").stdout


@pytest.mark.parametrize(
    ("words", "settings", "why"),
    [
        ((*SAY[:3], "2026-12", "80"), STAFF, "month-not-taught"),
        ((*SAY[:3], "2026-08", "80"), STAFF, "month-not-taught"),
        ((*SAY[:2], "99", "2026-10", "80"), STAFF, "not-allowed"),
        ((*SAY, "80"), ANNA, "not-allowed"),
        ((*SAY, "80"), OLEG, "not-allowed"),
        ((*SAY, "80"), PARENT, "not-allowed"),
        ((*SAY, "101"), STAFF, "at most 100"),
        ((*SAY, "-1"), STAFF, "at least 0"),
        ((*SAY, "79.5"), STAFF, "bad-value"),
        ((*SAY[:3], "2026-13", "80"), STAFF, "is not a month such as 2020-09"),
        ((*SAY[:3], "2026-10-01", "80"), STAFF, "is not a month such as 2020-09"),
        ((*SAY[:3], "октябрь", "80"), STAFF, "is not a month such as 2020-09"),
    ],
)
def test_what_cannot_be_said_is_one_sentence_and_nothing_is_written(
    kruzhok: Kruzhok, contract: Path, words: tuple[str, ...], settings: dict[str, str], why: str
) -> None:
    before = dumped(contract)

    assert why in refused(kruzhok(*words, **settings, **IN_NOVEMBER))
    assert dumped(contract) == before
