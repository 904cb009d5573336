"""Modules on the command line: submitted, certified, priced, archived."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.office.conftest import Kruzhok, refused
from tests.office.region import ANNA, OLEG, PARENT, REQUEST, STAFF, built, files, region
from tests.office.typed import dumped, partly, told, tried_and_done

__all__ = ["built", "files", "region"]

PRICE = ("--municipality", "KLG", "--period", "2026-01-01")


def test_a_module_goes_through_its_life(kruzhok: Kruzhok, region: Path) -> None:
    steps = [
        tried_and_done(kruzhok, region, "module", "submit", "1", **STAFF),
        tried_and_done(kruzhok, region, "module", "refuse", "1", "--reason", "план", **ANNA),
        tried_and_done(kruzhok, region, "module", "submit", "1", **STAFF),
        tried_and_done(
            kruzhok, region, "module", "certify", "1", "--normative-cost", "9500", **ANNA
        ),
        tried_and_done(kruzhok, region, "module", "set-price", "1", "9500", *PRICE, **STAFF),
        tried_and_done(kruzhok, region, "module", "archive", "1", **ANNA),
    ]
    (listed,) = told(kruzhok, "module", "list", "1")["modules"]
    archived = tried_and_done(kruzhok, region, "program", "archive", "1", **ANNA)

    assert [each["state"] for each in steps] == [
        "SUBMITTED", "REFUSED", "SUBMITTED", "CERTIFIED", "CERTIFIED", "ARCHIVED",
    ]  # fmt: skip
    assert (listed["normative_cost"], listed["prices"][0]["kopecks"]) == (950000, 950000)
    assert archived["state"] == "ARCHIVED"
    assert "9500.00" in kruzhok("module", "list", "1").stdout


@pytest.mark.parametrize("what", ["program", "module"])
def test_why_it_was_refused_is_shown_until_it_is_sent_again(
    kruzhok: Kruzhok, region: Path, what: str
) -> None:
    told(kruzhok, what, "submit", "1", **ANNA)
    before = told(kruzhok, what, "show", "1")
    told(kruzhok, what, "refuse", "1", "--reason", "нет учебного плана", **ANNA)
    shown, read = told(kruzhok, what, "show", "1"), kruzhok(what, "show", "1").stdout
    told(kruzhok, what, "submit", "1", **ANNA)
    later = told(kruzhok, what, "show", "1")

    assert (before["reason"], shown["reason"], later["reason"]) == (
        None, "нет учебного плана", None,
    )  # fmt: skip
    assert re.search("^reason +нет учебного плана$", read, re.MULTILINE)
    assert "reason" not in kruzhok(what, "show", "1").stdout


def test_a_program_goes_through_its_life(kruzhok: Kruzhok, region: Path) -> None:
    words = [("submit",), ("refuse", "--reason", "план"), ("submit",), ("certify",)]
    states = [
        tried_and_done(kruzhok, region, "program", act, "1", *rest, **ANNA)["state"]
        for act, *rest in words
    ]

    assert states == ["SUBMITTED", "REFUSED", "SUBMITTED", "CERTIFIED"]
    cap = tried_and_done(kruzhok, region, "program", "set-cap", "112", **ANNA)
    assert cap["max_price_percent"] == 112


@pytest.mark.parametrize(
    ("words", "settings", "why"),
    [
        (("module", "certify", "1"), ANNA, "bad-value"),
        (("module", "certify", "1", "--normative-cost", "1.001"), ANNA, "1.001"),
        (("module", "certify", "1", "--normative-cost", "9"), STAFF, "not-allowed"),
        (("module", "archive", "1"), ANNA, "module-in-use"),
        (("module", "archive", "99"), ANNA, "not-allowed"),
        (("module", "set-price", "1", "1", *PRICE), STAFF, "price-locked"),
        (("module", "set-price", "1", "9000.01", *PRICE), STAFF, "price-too-high"),
        (("module", "set-price", "1", "1", *PRICE), OLEG, "not-allowed"),
        (("module", "set-price", "1", "1", *PRICE[:3], "2030-01-01"), ANNA, "not-found"),
        (("program", "archive", "1"), ANNA, "module-in-use"),
        (("program", "refuse", "1", "--reason", "x"), ANNA, "wrong-state"),
        (("program", "set-cap", "0"), ANNA, "bad-value"),
        (("program", "set-cap", "112"), OLEG, "not-allowed"),
    ],
)
def test_what_is_no_step_of_a_module_is_one_sentence_and_nothing_is_written(
    kruzhok: Kruzhok, region: Path, words: tuple[str, ...], settings: dict[str, str], why: str
) -> None:
    told(kruzhok, *REQUEST, **PARENT)
    before = dumped(region)

    assert why in refused(kruzhok(*words, **settings))
    assert dumped(region) == before


def test_a_file_with_another_price_names_the_program_that_stays_as_it_is(
    kruzhok: Kruzhok, region: Path
) -> None:
    told(kruzhok, *REQUEST, **PARENT)
    text = (region / "defaults.toml").read_text("utf-8").replace('price = "9000.00"', 'price = "1"')
    (region / "defaults.toml").write_text(text, "utf-8")
    words = ("import", "programs", "catalog.csv", "--defaults", "defaults.toml", "--certify")

    said = partly(kruzhok, *words, **ANNA)

    assert [(each["program"], each["code"]) for each in said["refused"]] == [
        ("Шахматы", "price-locked")
    ]
    assert told(kruzhok, "group", "show", "1")["prices"][0]["kopecks"] == 900000
