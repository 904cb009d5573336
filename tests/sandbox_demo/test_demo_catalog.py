"""The demo catalog is large and varied enough to try everything, and keeps the rules."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import chain

import pytest

from core.domain.calendar import Days
from core.domain.drafts import CatalogDraft, GroupDraft, ModuleDraft
from core.domain.money import Money
from core.domain.places import distance_m
from core.domain.program import Direction, Form, ProviderKind, Registry
from core.domain.requisites import requisites_fit
from sandbox.demo_data import demo_catalog


@pytest.fixture(scope="module")
def catalog() -> CatalogDraft:
    return demo_catalog(2026)


def modules_of(catalog: CatalogDraft) -> list[ModuleDraft]:
    return [module for program in catalog.programs for module in program.modules]


def groups_of(catalog: CatalogDraft) -> list[GroupDraft]:
    return list(chain.from_iterable(module.groups for module in modules_of(catalog)))


def test_the_reader_has_nothing_to_say_about_it(catalog: CatalogDraft) -> None:
    assert catalog.problems == ()
    assert catalog.ignored_columns == ()


def test_there_are_enough_programs_providers_and_municipalities(catalog: CatalogDraft) -> None:
    assert len(catalog.programs) >= 72
    assert len({program.provider_inn for program in catalog.programs}) == len(catalog.providers)
    assert len(catalog.providers) >= 16
    assert len({program.municipality_code for program in catalog.programs}) >= 8
    assert len(catalog.municipalities) == 22


def test_all_directions_registries_forms_and_kinds_of_providers_occur(
    catalog: CatalogDraft,
) -> None:
    assert {program.direction for program in catalog.programs} == set(Direction)
    assert {program.registry for program in catalog.programs} == set(Registry)
    assert {program.form for program in catalog.programs} == set(Form)
    assert {provider.kind for provider in catalog.providers} == set(ProviderKind)
    assert sum(program.special_needs for program in catalog.programs) >= 3


def test_most_programs_are_paid_by_certificates(catalog: CatalogDraft) -> None:
    registries = Counter(program.registry for program in catalog.programs)

    assert registries[Registry.CERTIFIED] > len(catalog.programs) * 3 / 4


def test_every_provider_has_right_numbers_and_no_number_belongs_to_anybody(
    catalog: CatalogDraft,
) -> None:
    for provider in catalog.providers:
        assert requisites_fit(provider.kind, inn=provider.inn, ogrn=provider.ogrn)
        assert provider.inn.startswith("3999")
        assert provider.ogrn[1:3] == "99"


def test_every_municipality_stands_on_the_map_of_the_region(catalog: CatalogDraft) -> None:
    for municipality in catalog.municipalities:
        assert municipality.point is not None
        assert 54.3 < municipality.point.latitude < 55.3
        assert 19.6 < municipality.point.longitude < 22.9
    assert len({municipality.number_prefix for municipality in catalog.municipalities}) == 22


def test_most_groups_have_a_point_of_their_own_and_some_are_known_by_their_town_alone(
    catalog: CatalogDraft,
) -> None:
    centres = {each.code: each.point for each in catalog.municipalities}
    seen = set()
    for program in catalog.programs:
        centre = centres[program.municipality_code]
        assert centre is not None
        for group in chain.from_iterable(module.groups for module in program.modules):
            seen.add((group.address, group.point))
            assert group.point is None or (
                group.address and group.point != centre and distance_m(group.point, centre) < 12_000
            )

    where = Counter(point is None for _, point in seen)
    assert where[False] >= 20
    assert where[True] >= 4
    # One address is one place.
    assert len({address for address, _ in seen}) == len(seen)


def test_prices_are_within_their_normative_costs_and_what_families_meet(
    catalog: CatalogDraft,
) -> None:
    for program in catalog.programs:
        for module in program.modules:
            if program.registry.budget:
                assert module.price is None
            elif program.registry is Registry.CERTIFIED:
                assert module.price is not None
                assert module.normative_cost is not None
                assert Money.roubles(4000) < module.price <= module.normative_cost


def test_only_public_providers_have_budget_programs(catalog: CatalogDraft) -> None:
    public = {provider.inn for provider in catalog.providers if provider.kind.public}

    assert {each.provider_inn for each in catalog.programs if each.registry.budget} <= public


def test_modules_and_groups_are_as_many_as_in_life(catalog: CatalogDraft) -> None:
    assert all(1 <= len(program.modules) <= 3 for program in catalog.programs)
    assert all(1 <= len(module.groups) <= 4 for module in modules_of(catalog))
    assert all(len(group.slots) <= 5 for group in groups_of(catalog))


def test_some_groups_are_full_nearly_full_or_not_decided_yet(catalog: CatalogDraft) -> None:
    groups = groups_of(catalog)

    assert [group for group in groups if group.places == 0]
    assert [group for group in groups if group.places in {1, 2}]
    assert [group for group in groups if group.days is None]
    assert [group for group in groups if group.places is None]


def test_children_have_lessons_when_school_is_over(catalog: CatalogDraft) -> None:
    for group in groups_of(catalog):
        for slot in group.slots:
            assert slot.ends is not None
            on_weekend = slot.weekday >= 5
            assert slot.starts.hour >= (9 if on_weekend else 15)
            assert slot.ends.hour <= 21


def test_every_program_tells_what_it_is_in_one_to_three_sentences(catalog: CatalogDraft) -> None:
    for program in catalog.programs:
        sentences = program.annotation.count(". ") + program.annotation.endswith((".", "!"))
        assert 1 <= sentences <= 3, program.title
        assert len(program.annotation) >= 40
    assert len({program.annotation for program in catalog.programs}) == len(catalog.programs)


@pytest.mark.parametrize(
    "interest",
    [
        "шахмат", "робот", "танец", "рисуем", "лепк", "поём", "плавани", "футбол", "айкидо",
        "программировани", "английск", "театр", "турист", "эколог", "астрономи", "журналист",
        "гитар", "гимнастик", "дзюдо", "scratch", "3d", "авиамодел", "вязани", "фотограф",
    ],
)  # fmt: skip
def test_what_parents_ask_for_is_there(catalog: CatalogDraft, interest: str) -> None:
    texts = (f"{program.title} {program.annotation}".casefold() for program in catalog.programs)

    assert [text for text in texts if interest in text]


def test_the_dates_are_those_of_the_study_year_that_was_asked_for() -> None:
    usual = {
        year: Counter(group.days for group in groups_of(demo_catalog(year))).most_common(1)[0][0]
        for year in (2020, 2026)
    }

    assert usual == {year: Days(date(year, 9, 1), date(year + 1, 5, 31)) for year in (2020, 2026)}


def test_only_the_dates_depend_on_the_year() -> None:
    one, other = demo_catalog(2020), demo_catalog(2026)

    assert [program.title for program in one.programs] == [
        program.title for program in other.programs
    ]
    assert [group.slots for group in groups_of(one)] == [group.slots for group in groups_of(other)]
