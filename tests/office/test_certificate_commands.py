"""The life of a certificate on the command line (CERT-5 … CERT-9)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.office.conftest import Kruzhok, refused
from tests.office.region import CATEGORY, NUMBER, OLEG, built, files, region
from tests.office.typed import dumped, told, tried_and_done

__all__ = ["built", "files", "region"]
SECOND = "3901000002"
PERIOD = ("--period", "2026-05-05")
LIMITS = ("category", "set-limits", "KLG", CATEGORY, *PERIOD)
OTHER = ("--name", "Котов Иван", "--born", "2015-03-04", "--category", CATEGORY)


@pytest.fixture
def two(kruzhok: Kruzhok, region: Path) -> Path:
    """One certificate is funded, a second one is not."""
    told(kruzhok, "certificate", "issue", "KLG", SECOND, *OTHER, **OLEG)
    return region


def show(kruzhok: Kruzhok, number: str) -> tuple[Any, Any]:
    document = told(kruzhok, "certificate", "show", number, **OLEG)
    return document["kind"], document["state"]


def test_a_certificate_is_added_as_it_is_issued(kruzhok: Kruzhok, region: Path) -> None:
    added = tried_and_done(kruzhok, region, "certificate", "add", "KLG", SECOND, *OTHER, **OLEG)

    assert added == told(kruzhok, "certificate", "issue", "KLG", SECOND, *OTHER, **OLEG)


def test_cert_5_to_cert_9_each_act_is_tried_done_and_done_again(
    kruzhok: Kruzhok, two: Path
) -> None:
    limited = tried_and_done(kruzhok, two, *LIMITS, "--max-certificates", "1", **OLEG)
    queued = tried_and_done(kruzhok, two, "certificate", "fund", SECOND, **OLEG)
    unfunded = tried_and_done(kruzhok, two, "certificate", "unfund", NUMBER, **OLEG)
    advanced = show(kruzhok, SECOND)
    frozen = tried_and_done(kruzhok, two, "certificate", "freeze", SECOND, **OLEG)
    closing = ("certificate", "close", SECOND, "--because", "MOVED")
    closed = tried_and_done(kruzhok, two, *closing, **OLEG)

    assert (limited["max_certificates"], limited["funded"]) == (1, 1)
    assert (queued["kind"], queued["place_in_queue"]) == ("ACCOUNTING", 1)
    assert (unfunded["kind"], advanced) == ("ACCOUNTING", ("FUNDED", "ACTIVE"))
    assert (frozen["state"], closed["state"]) == ("FROZEN", "CLOSED")
    shown = told(kruzhok, "certificate", "show", SECOND, **OLEG)
    assert (shown["frozen_kopecks"], shown["closed_because"]) == (1510200, "MOVED")
    assert "funded, closed: moved" in kruzhok("certificate", "show", SECOND, **OLEG).stdout
    look = told(kruzhok, "category", "show", "KLG", CATEGORY)
    assert (look["waiting"], look["periods"][0]["funded"]) == (0, 0)
    assert told(kruzhok, "audit")["clean"]


@pytest.mark.parametrize(
    "amount", ["1000000000.01", "92233720368547758.07", "99999999999999999999"]
)
def test_cert_11_nobody_gets_more_than_can_be_counted(
    kruzhok: Kruzhok, region: Path, amount: str
) -> None:
    before = dumped(region)

    nominal = kruzhok("category", "set-nominal", "KLG", CATEGORY, amount, *PERIOD, **OLEG)
    most = kruzhok(*LIMITS, "--max-certificates", "999999999", **OLEG)

    assert "at most" in refused(nominal)
    assert "at most 10000000" in refused(most)
    assert dumped(region) == before


def test_cert_7_and_cert_8_what_cannot_be_is_refused_by_name(kruzhok: Kruzhok, two: Path) -> None:
    assert "bad-value" in refused(kruzhok(*LIMITS, "--max-certificates", "0", **OLEG))
    told(kruzhok, "certificate", "freeze", NUMBER, **OLEG)
    assert "freezing-lasts" in refused(kruzhok("certificate", "unfreeze", NUMBER, **OLEG))
    assert "wrong-state" in refused(kruzhok("certificate", "unfund", NUMBER, **OLEG))
    # An operator sees it, and the municipality freezes it; who sees nothing learns nothing.
    assert "not-allowed" in refused(kruzhok("certificate", "freeze", SECOND, actor="operator:Анна"))
    zel = ("municipality", "add", "ZEL", "--name", "Зеленоградск", "--numbers", "3902")
    told(kruzhok, *zel, actor="operator:Анна")
    for words in (("freeze", SECOND), ("freeze", "3901999999"), ("show", SECOND)):
        said = refused(kruzhok("certificate", *words, actor="municipality:ZEL:Ирина"))
        assert "not-found" in said


RIGHT = ("--name", "Котов Иоанн", "--born", "2015-04-03", "--category", "Другие")
SET = ("certificate", "set", SECOND)


def test_cert_1_what_was_entered_wrongly_of_a_child_is_set_right(
    kruzhok: Kruzhok, two: Path
) -> None:
    told(kruzhok, "category", "add", "KLG", "Другие", **OLEG)

    tried = told(kruzhok, *SET, *RIGHT, "--dry-run", **OLEG)
    untouched = told(kruzhok, "certificate", "show", SECOND, **OLEG)
    done = told(kruzhok, *SET, *RIGHT, **OLEG)
    after = dumped(two)
    again = told(kruzhok, *SET, *RIGHT, **OLEG)

    assert (untouched["child"], untouched["born_on"]) == ("Котов Иван", "2015-03-04")
    assert {each["before"] for each in tried["changes"].values()} == {None}
    changes = {name: {**each, "before": None} for name, each in done["changes"].items()}
    assert tried == {**done, "dry_run": True, "changes": changes}
    assert done["changes"] == {
        "child": {"before": "Котов Иван", "after": "Котов Иоанн"},
        "born_on": {"before": "2015-03-04", "after": "2015-04-03"},
        "category": {"before": CATEGORY, "after": "Другие"},
        "valid_until": {"before": "2033-03-03", "after": "2033-04-02"},
    }
    assert (done["number"], done["valid_until"]) == (SECOND, "2033-04-02")
    assert again == {**done, "changes": {}}
    assert dumped(two) == after
    shown = told(kruzhok, "certificate", "show", SECOND, **OLEG)
    assert (shown["child"], shown["born_on"], shown["category"]) == (
        "Котов Иоанн", "2015-04-03", "Другие",
    )  # fmt: skip


def test_a_correction_that_is_tried_says_to_what_on_both_kinds_of_terminal(
    kruzhok: Kruzhok, two: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = (*SET, "--name", "Котов Иоанн", "--born", "2015-04-03", "--dry-run")

    english = kruzhok(*words, **OLEG).stdout
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")
    russian = kruzhok(*words, **OLEG).stdout

    assert english.splitlines() == [
        "Nothing was changed. It would be:",
        "number       3901000002",
        "child        … → Котов Иоанн",
        "born on      … → 2015-04-03",
        "kind         accounting",
        "state        active",
        "valid until  … → 2033-04-02",
    ]
    assert "ребёнок        … → Котов Иоанн\n" in russian


def test_who_tries_a_correction_sees_nothing_that_a_look_would_record(
    kruzhok: Kruzhok, two: Path
) -> None:
    kruzhok("migrate")
    before = dumped(two)

    tried = kruzhok(*SET, "--name", "Котов Иоанн", "--born", "2015-04-03", "--dry-run", **OLEG)
    refused(kruzhok(*SET, "--name", "Котов 2", "--dry-run", **OLEG))

    assert dumped(two) == before
    assert not any(known in tried.stdout for known in ("Котов Иван", "2015-03-04", "2033-03-03"))


def test_cert_5_a_correction_that_brings_money_says_so(kruzhok: Kruzhok, two: Path) -> None:
    told(kruzhok, "category", "add", "KLG", "Другие", **OLEG)
    told(kruzhok, "category", "set-nominal", "KLG", "Другие", "5000", *PERIOD, **OLEG)
    told(kruzhok, *LIMITS, "--max-certificates", "1", **OLEG)
    told(kruzhok, "certificate", "fund", SECOND, **OLEG)

    moved = told(kruzhok, *SET, "--category", "Другие", **OLEG)

    assert moved["changes"] == {
        "category": {"before": CATEGORY, "after": "Другие"},
        "kind": {"before": "ACCOUNTING", "after": "FUNDED"},
        "place_in_queue": {"before": 1, "after": None},
    }


def test_cert_7_what_may_not_be_set_is_said_on_both_kinds_of_terminal(
    kruzhok: Kruzhok, two: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told(kruzhok, "category", "add", "KLG", "Другие", **OLEG)
    other = ("certificate", "set", NUMBER, "--category", "Другие")

    assert "take that back before" in refused(kruzhok(*other, **OLEG))
    assert "--born" in refused(kruzhok("certificate", "set", NUMBER, **OLEG))
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")
    assert "сначала верните" in refused(kruzhok(*other, **OLEG))
    assert "not-allowed" in refused(kruzhok(*other, actor="parent:1"))
