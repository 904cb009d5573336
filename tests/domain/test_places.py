"""The product knows its municipalities by all their names, and how far they are."""

from __future__ import annotations

import pytest

from core.domain.places import PLACES, distance_m

BY_CODE = {place.code: place for place in PLACES}


def test_there_are_22_municipalities_of_kaliningrad_region_and_one_of_udmurtia() -> None:
    assert len(BY_CODE) == len(PLACES) == 23
    in_the_west = [place for place in PLACES if 54 < place.latitude < 56 and place.longitude < 23]
    assert len(in_the_west) == 22


def test_no_name_means_two_municipalities() -> None:
    names = [name for each in PLACES for name in {each.name, each.centre, *each.aliases}]

    assert len(set(names)) == len(names)


def test_a_degree_to_the_north_is_111_kilometres_and_one_to_the_east_is_shorter() -> None:
    here = BY_CODE["KLG"]

    assert distance_m(here.latitude, here.longitude, here) == 0
    assert distance_m(here.latitude - 1, here.longitude, here) == pytest.approx(111_195, abs=1)
    # cos(54.7075°) of it, less the little that the straight way saves.
    assert distance_m(here.latitude, here.longitude - 1, here) == pytest.approx(64_240, abs=20)
