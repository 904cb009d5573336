"""The search once more, as a loop with conditions and without any index."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from core.domain.ids import GroupId, MunicipalityId, ProgramId, ProviderId
from core.domain.money import Money
from core.domain.places import Point, distance_m
from core.domain.searching import (
    AGES,
    ENDS_STEPS,
    PRICE_STEPS,
    STARTS_STEPS,
    Conditions,
    Kind,
    Purse,
)
from db.search.asking import as_code, avoided, without
from db.search.block import districts, title_key
from db.search.entries import Entry, GroupEntry
from db.search.words import lemmas, tokens

FAR = 1 << 40


@dataclass(frozen=True, slots=True)
class Plain:
    """All programs of a catalog, asked on one day with one purse."""

    entries: Sequence[Entry]
    today: date
    purse: Purse | None = None

    def fitting(self, asked: Conditions) -> dict[ProgramId, tuple[GroupId, ...]]:
        """The programs that fit, each with its groups that do."""
        found = {}
        for entry in self.entries:
            if not _program_fits(entry, asked):
                continue
            groups = tuple(each.id for each in entry.groups if self.group_fits(each, asked))
            if groups or (not entry.groups and _fits_without_groups(entry, asked)):
                found[entry.program] = groups
        return found

    def facet(self, kind: Kind, asked: Conditions) -> dict[str, int]:
        """How many programs each value would give in place of what is asked of its kind."""
        counted = {
            value: len(self.fitting(conditions)) for value, conditions in self._each(kind, asked)
        }
        return {value: count for value, count in counted.items() if count}

    def before(self, program: ProgramId) -> tuple[object, ...]:
        entry = next(each for each in self.entries if each.program == program)
        return title_key(entry.title, entry.program)

    def far(
        self,
        program: ProgramId,
        groups: Collection[GroupId],
        origin: Point,
        centres: Mapping[MunicipalityId, Point | None],
    ) -> tuple[float, bool]:
        """To the nearest of these groups, and whether it is that to its municipality's centre."""
        entry = next(each for each in self.entries if each.program == program)
        points = [group.point for group in entry.groups if group.id in groups] or [None]
        centre = centres[entry.municipality]
        known = [(distance_m(origin, each), False) for each in points if each is not None]
        if None in points and centre is not None:
            known.append((distance_m(origin, centre), True))
        return min(known, default=(FAR, False))

    def group_fits(self, group: GroupEntry, asked: Conditions) -> bool:
        place = [lemmas(token) for token in tokens(group.address)]
        return (
            (not asked.ages or any(age in group.ages for age in asked.ages))
            and (not asked.weekdays or any(day in group.weekdays for day in asked.weekdays))
            and (not asked.starts or (group.starts is not None and group.starts >= asked.starts))
            and (not asked.ends or (group.ends is not None and group.ends <= asked.ends))
            and (not asked.addresses or any(_stands(each, place) for each in asked.addresses))
            and not any((Kind.WEEKDAY, str(day)) in asked.avoided for day in group.weekdays)
            and not any(_stands(each, place) for each in avoided(asked, Kind.ADDRESS))
            and (asked.price_most is None or self._costs_at_most(group, asked.price_most))
            and (not asked.special_needs or group.special_needs)
            and (not asked.free_places or self._has_place(group))
            and (not asked.covered or self.share(group) == 0)
        )

    def joinable(self, group: GroupEntry) -> bool:
        """Whether a family could ask for it now, as far as the group itself says."""
        known = group.first_day is not None and group.most is not None
        return known and self._has_place(group)

    def ready(self, program: ProgramId, among: Collection[GroupId]) -> tuple[GroupId, ...]:
        """Which of these groups of a program anybody could ask for now."""
        entry = next(each for each in self.entries if each.program == program)
        known = (each for each in entry.groups if each.id in among and self.joinable(each))
        return tuple(each.id for each in known)

    def _has_place(self, group: GroupEntry) -> bool:
        over = group.last_day is not None and group.last_day < self.today
        return bool(group.places) and group.places_taken < (group.places or 0) and not over

    def _costs_at_most(self, group: GroupEntry, most: Money) -> bool:
        """In a month; with a purse what the family adds to the certificate."""
        if self.purse is None or group.month is None or group.most is None:
            return group.month is not None and group.month <= most.kopecks // 100
        months = max(1, round(group.most / (100 * group.month))) if group.month else 1
        return self.share(group) <= most.kopecks * months

    def share(self, group: GroupEntry) -> int:
        """The most that the family can have to add."""
        if group.most is None or group.ceiling is None:
            return FAR
        available = 0 if self.purse is None else self.purse.available.kopecks
        return group.most - (min(group.most, group.ceiling, available) if self._pays(group) else 0)

    def _pays(self, group: GroupEntry) -> bool:
        """The child's municipality has an agreement with whoever has the group."""
        if self.purse is None or self.purse.providers is None:
            return True
        provider = next(each.provider for each in self.entries if group in each.groups)
        room = dict(self.purse.rooms).get(ProviderId(provider), self.purse.available)
        taken = min(group.most or 0, self.purse.available.kopecks)
        return provider in self.purse.providers and taken <= room.kopecks

    def _each(self, kind: Kind, asked: Conditions) -> Iterator[tuple[str, Conditions]]:
        entries = self.entries
        groups = [group for each in entries for group in each.groups]
        all_values: dict[Kind, tuple[str, list[Any]]] = {
            Kind.AGE: ("ages", [(age,) for age in AGES]),
            Kind.WEEKDAY: ("weekdays", [(day,) for day in range(7)]),
            Kind.STARTS: ("starts", [*STARTS_STEPS]),
            Kind.ENDS: ("ends", [*ENDS_STEPS]),
            Kind.PRICE: ("price_most", [*PRICE_STEPS]),
            Kind.NEEDS: ("special_needs", [True]),
            Kind.COVERED: ("covered", [True]),
            Kind.FREE_PLACES: ("free_places", [True]),
            Kind.MUNICIPALITY: ("municipalities", [(each.municipality,) for each in entries]),
            Kind.DIRECTION: ("directions", [(each.direction,) for each in entries]),
            Kind.REGISTRY: ("registries", [(each.registry,) for each in entries]),
            Kind.FORM: ("forms", [(form,) for each in entries for form in each.forms]),
            Kind.ADDRESS: (
                "addresses", [(name,) for each in groups for name in districts(each.address)]
            ),
        }  # fmt: skip
        name, values = all_values[kind]
        for value in dict.fromkeys(values):
            conditions: dict[str, Any] = {name: value}
            code = as_code(value[0] if isinstance(value, tuple) else value)
            yield code, replace(without(asked, kind), **conditions)


def _program_fits(entry: Entry, asked: Conditions) -> bool:
    return (
        (not asked.municipalities or entry.municipality in asked.municipalities)
        and (not asked.directions or entry.direction in asked.directions)
        and (not asked.forms or not entry.forms.isdisjoint(asked.forms))
        and (not asked.registries or entry.registry in asked.registries)
        and (Kind.MUNICIPALITY, str(entry.municipality)) not in asked.avoided
        and not any((Kind.FORM, form.value) in asked.avoided for form in entry.forms)
    )


def _fits_without_groups(entry: Entry, asked: Conditions) -> bool:
    """What nobody scheduled has ages and needs of its own, and nothing else."""
    only_groups_have = (
        asked.weekdays, asked.starts, asked.ends, asked.addresses, asked.price_most is not None,
        asked.free_places, asked.covered,
    )  # fmt: skip
    return (
        not any(only_groups_have)
        and (not asked.ages or any(age in entry.ages for age in asked.ages))
        and (not asked.special_needs or entry.special_needs)
    )


def _stands(address: str, place: Collection[frozenset[str]]) -> bool:
    wanted = [lemmas(token) for token in tokens(address)]
    return all(any(word & each for each in place) for word in wanted)
