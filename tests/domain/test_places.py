"""The product knows its municipalities by all their names, and how far they are."""

from __future__ import annotations

import pytest

from core.domain.places import (
    PLACES,
    Point,
    begins_a_name,
    distance_m,
    known_place,
    official_place,
    place_key,
)

BY_CODE = {place.code: place for place in PLACES}


def test_there_are_22_municipalities_of_kaliningrad_region_and_one_of_udmurtia() -> None:
    assert len(BY_CODE) == len(PLACES) == 23
    in_the_west = [place for place in PLACES if 54 < place.latitude < 56 and place.longitude < 23]
    assert len(in_the_west) == 22


def test_no_name_means_two_municipalities() -> None:
    names = [name for each in PLACES for name in {each.name, each.centre, *each.aliases}]

    assert len(set(names)) == len(names)


def test_a_degree_to_the_north_is_111_kilometres_and_one_to_the_east_is_shorter() -> None:
    here = BY_CODE["KLG"].point

    assert distance_m(here, here) == 0
    south = Point(here.latitude - 1, here.longitude)
    assert distance_m(south, here) == distance_m(here, south) == pytest.approx(111_195, abs=1)
    # cos(54.7075°) of it, less the little that the straight way saves.
    west = Point(here.latitude, here.longitude - 1)
    assert distance_m(west, here) == pytest.approx(64_240, abs=20)


def test_the_other_side_of_the_earth_is_half_its_girth_away() -> None:
    assert distance_m(Point(0, 0), Point(0, 180)) == pytest.approx(20_015_000, abs=200)
    assert distance_m(Point(10, 179.5), Point(10, -179.5)) < 111_200


@pytest.mark.parametrize("wrong", [(90.1, 0), (0, -180.1), (float("nan"), 0), (0, float("inf"))])
def test_there_are_no_points_beside_the_earth(wrong: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="no point"):
        Point(*wrong)


@pytest.mark.parametrize(
    "written",
    ["OZR", "ozr", "Озёрский муниципальный округ", "озерский  муниципальный округ",
     "Озёрский городской округ", "Озерск"],
)  # fmt: skip
def test_a_place_is_known_by_its_code_its_name_and_its_former_names(written: str) -> None:
    assert known_place(written) is BY_CODE["OZR"]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("г. Калининград", "KLG"), ("г.Калининград", "KLG"), ("г Калининград", "KLG"),
        ("Калининград г.", "KLG"), ("гор. Калининград", "KLG"), ("ГО «г. Калининград»", "KLG"),
        ("Гурьевский р-н", "GUR"), ("Гурьевский р-он", "GUR"), ("МО Гурьевский", "GUR"),
        ("Гурьевский м.о.", "GUR"), ("Гурьевский муниципальный район", "GUR"),
        ("Гвардейский мун. округ", "GVR"), ("Светлогорский ГО", "SVL"), ("г. о. Советский", "SOV"),
        ("Г. ОЗЕРСК", "OZR"), ("Красногорский р-н", "KRA"), ("пгт Янтарный", "YAN"),
    ],
)  # fmt: skip
def test_a_place_is_known_however_its_kind_is_shortened(written: str, code: str) -> None:
    assert known_place(written) is BY_CODE[code]
    assert official_place(written) is None


@pytest.mark.parametrize("written", ["р-н", "г.", "город", "", "Городок", "Гор. Москва", "Моково"])
def test_a_kind_alone_and_a_name_that_only_begins_so_are_no_place(written: str) -> None:
    assert known_place(written) is None


def test_no_two_municipalities_are_written_alike() -> None:
    keys = [key for each in PLACES for key in {place_key(name) for name in each.names}]

    assert len(set(keys)) == len(keys)


def test_an_unknown_place_is_none_and_the_clocks_of_udmurtia_are_its_own() -> None:
    assert known_place("Москва") is None
    assert {place.zone for place in PLACES if place.code != "KRA"} == {"Europe/Kaliningrad"}
    assert BY_CODE["KRA"].zone == "Europe/Samara"


@pytest.mark.parametrize(
    ("typed", "begun"),
    [
        ("Кал", ["KLG"]),
        ("г. калин", ["KLG"]),
        ("ка", []),
        ("Зелен", ["ZEL"]),
        ("Гус", ["GUS"]),
        ("округ", []),
        ("шахматы", []),
    ],
)
def test_three_letters_begin_a_name_whatever_kind_of_place_it_is(
    typed: str, begun: list[str]
) -> None:
    assert [each.code for each in PLACES if begins_a_name(typed, each.name)] == begun
