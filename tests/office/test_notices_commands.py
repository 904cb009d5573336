"""Parked notices on the command line: looked at, sent again, given up (promise S2)."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.office.conftest import Kruzhok, refused
from tests.office.region import ANNA, OLEG, PARENT, REQUEST, built, files, region
from tests.office.typed import told

__all__ = ["built", "files", "region"]


@pytest.fixture
def parked(kruzhok: Kruzhok, region: Path) -> Path:
    """The provider's staff could not be told of a request, and nobody knows of another."""
    told(kruzhok, *REQUEST, **PARENT)
    with sqlite3.connect(region / "kruzhok.sqlite3") as database:
        database.execute(
            "UPDATE notices SET state = 'PARKED', attempts = 1,"
            " parked_why = CASE WHEN id = 1 THEN 'unknown-outcome' ELSE 'blocked' END"
        )
    database.close()
    return region


def count(kruzhok: Kruzhok) -> int:
    return int(told(kruzhok, "notices", "parked", **ANNA)["parked"])


def test_parked_notices_are_shown_by_their_ids(kruzhok: Kruzhok, parked: Path) -> None:
    shown = told(kruzhok, "notices", "parked", **ANNA)

    assert shown["parked"] == len(shown["notices"]) >= 1
    assert shown["notices"][0]["why"] == "unknown-outcome"
    assert "Анна" not in str(shown)
    assert "unknown-outcome" in kruzhok("notices", "parked", **ANNA).stdout


def test_kinds_and_reasons_are_read_in_the_language_of_the_terminal(
    kruzhok: Kruzhok, parked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")

    shown = kruzhok("notices", "parked", **ANNA).stdout

    assert "неизвестно, дошло ли (unknown-outcome)" in shown
    assert "новая заявка" in shown


def test_one_is_retried_by_its_id_and_a_second_time_it_is_named_as_not_parked(
    kruzhok: Kruzhok, parked: Path
) -> None:
    before = count(kruzhok)

    tried = told(kruzhok, "notices", "retry", "1", "--dry-run", **ANNA)
    retried = told(kruzhok, "notices", "retry", "1", **ANNA)
    again = told(kruzhok, "notices", "retry", "1", **ANNA)

    assert tried == {**retried, "dry_run": True}
    assert (retried["retried"], retried["not_parked"]) == ([1], [])
    assert (again["retried"], again["not_parked"]) == ([], [1])
    assert count(kruzhok) == before - 1
    assert "not parked, left as they are: 1" in kruzhok("notices", "drop", "1", **ANNA).stdout


def test_s2_what_may_have_arrived_twice_goes_a_third_time_only_when_it_is_asked_for(
    kruzhok: Kruzhok, parked: Path
) -> None:
    with sqlite3.connect(parked / "kruzhok.sqlite3") as database:
        database.execute("UPDATE notices SET attempts = 2 WHERE id = 1")
    database.close()

    said = kruzhok("notices", "retry", "1", **ANNA).stdout
    left = told(kruzhok, "notices", "retry", "1", **ANNA)
    gone = told(kruzhok, "notices", "retry", "1", "--once-more", **ANNA)

    assert "may have arrived twice already, left as they are: 1;" in said
    assert "--once-more" in said
    assert (left["retried"], left["may_have_arrived_twice"]) == ([], [1])
    assert (gone["retried"], gone["may_have_arrived_twice"]) == ([1], [])


def test_all_of_a_reason_are_dropped(kruzhok: Kruzhok, parked: Path) -> None:
    told(kruzhok, "notices", "drop", "--why", "unknown-outcome", **ANNA)

    assert told(kruzhok, "notices", "parked", "--why", "unknown-outcome", **ANNA)["parked"] == 0


@pytest.mark.parametrize("words", [(), ("1", "--why", "blocked")])
def test_ids_or_a_reason_are_named(kruzhok: Kruzhok, parked: Path, words: tuple[str, ...]) -> None:
    assert "name the ids" in refused(kruzhok("notices", "retry", *words, **ANNA))


def test_nobody_but_an_operator_may(kruzhok: Kruzhok, parked: Path) -> None:
    refused(kruzhok("notices", "parked", **OLEG))
    refused(kruzhok("notices", "retry", "1", **OLEG))
    refused(kruzhok("notices", "retry", "999", **ANNA))


def test_a_reason_that_there_is_not_is_refused_in_plain_words(
    kruzhok: Kruzhok, parked: Path
) -> None:
    refusal = refused(kruzhok("notices", "parked", "--why", "nonsense", **ANNA))

    assert "'nonsense' is not one of 'blocked'" in refusal
    assert "Value error" not in refusal
