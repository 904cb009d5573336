"""`kruzhok municipality`: known ones need not be typed."""

from __future__ import annotations

import json

import pytest

from tests.office.conftest import Kruzhok, refused

ANNA = {"actor": "operator:Анна"}


def test_a_known_municipality_is_entered_by_its_code_or_any_of_its_names(kruzhok: Kruzhok) -> None:
    added = kruzhok(
        "municipality", "add", "--known", "Озерск", "--numbers", "3915", "--json", **ANNA
    )
    again = kruzhok("municipality", "add", "--known", "ozr", "--numbers", "3915", "--json", **ANNA)

    assert added.exit_code == 0, added.output
    assert json.loads(added.stdout) == json.loads(again.stdout) == {
        "dry_run": False,
        "code": "OZR",
        "name": "Озёрский муниципальный округ",
        "zone": "Europe/Kaliningrad",
        "number_prefix": "3915",
        "latitude": 54.4085,
        "longitude": 22.0134,
    }  # fmt: skip


def test_what_is_typed_comes_before_what_is_known(kruzhok: Kruzhok) -> None:
    words = ("municipality", "add", "KRG", "--known", "Красногорский район", "--numbers", "1815")

    added = json.loads(kruzhok(*words, "--point", "57.7,52.5", "--json", **ANNA).stdout)

    assert (added["code"], added["zone"]) == ("KRG", "Europe/Samara")
    assert (added["latitude"], added["longitude"]) == (57.7, 52.5)


def test_the_known_ones_are_listed_without_a_database(kruzhok: Kruzhok) -> None:
    known = json.loads(kruzhok("municipality", "known", "--json").stdout)["known"]

    assert len(known) == 23
    assert "Калининград" in kruzhok("municipality", "known").stdout


def test_a_centre_is_set_later(kruzhok: Kruzhok) -> None:
    kruzhok("municipality", "add", "X-1", "--name", "Посёлок", "--numbers", "3999", **ANNA)

    moved = kruzhok("municipality", "set", "X-1", "--point", "54.5,20.25", **ANNA)

    assert "54.5000,20.2500" in moved.stdout
    shown = json.loads(kruzhok("municipality", "show", "X-1", "--json").stdout)
    assert (shown["latitude"], shown["longitude"]) == (54.5, 20.25)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--known", "Москва"), "municipality known"),
        (("MSK",), "--known"),
        (("--name", "Москва"), "--known"),
        (("A", "--name", "N", "--point", "91,0"), "not a point"),
        (("A", "--name", "N", "--point", "54.7"), "not a point"),
        (("A\nB", "--name", "N"), "bad-value"),
        (("<b>", "--name", "N"), "bad-value"),
        (("Я" * 5000, "--name", "N"), "bad-value"),
    ],
)
def test_what_cannot_be_is_refused(kruzhok: Kruzhok, words: tuple[str, ...], why: str) -> None:
    assert why in refused(kruzhok("municipality", "add", *words, "--numbers", "3999", **ANNA))
