"""What a condition means for one program, and what a set of programs has for each filter."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from core.domain.money import Money
from core.domain.searching import (
    AGES,
    ENDS_STEPS,
    PRICE_STEPS,
    STARTS_STEPS,
    Conditions,
    Kind,
    Purse,
)
from db.search.entries import Entry, GroupEntry
from db.search.words import lemmas, tokens

DISTRICT: Final = re.compile(r"\b[А-ЯЁ][а-яё-]+(?:ий|ый|ой) район\b")

# The fields of the conditions by their kind, and what each is when nothing is asked.
FIELDS: Final[Mapping[Kind, str]] = {
    Kind.AGE: "ages",
    Kind.WEEKDAY: "weekdays",
    Kind.STARTS: "starts",
    Kind.ENDS: "ends",
    Kind.MUNICIPALITY: "municipalities",
    Kind.ADDRESS: "addresses",
    Kind.PRICE: "price_most",
    Kind.NEEDS: "special_needs",
    Kind.FREE_PLACES: "free_places",
    Kind.COVERED: "covered",
    Kind.DIRECTION: "directions",
    Kind.FORM: "forms",
    Kind.REGISTRY: "registries",
}
_NOTHING: Final = Conditions()


def asked_kinds(conditions: Conditions) -> tuple[Kind, ...]:
    """Those that limit."""
    return tuple(kind for kind in FIELDS if asked(conditions, kind) != asked(_NOTHING, kind))


def asked(conditions: Conditions, kind: Kind) -> Any:  # noqa: ANN401 - each kind has its own type
    return getattr(conditions, FIELDS[kind])


def without(conditions: Conditions, kind: Kind) -> Conditions:
    return replace(conditions, **{FIELDS[kind]: asked(_NOTHING, kind)})


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Conditions as they are asked on one day with one purse."""

    conditions: Conditions
    today: date
    purse: Purse | None

    def fitting(self, entry: Entry) -> tuple[GroupEntry, ...] | None:
        """The groups that are all that is asked; None when the program does not fit."""
        if not self._program_fits(entry):
            return None
        if not entry.groups:
            return () if self._fits_without_groups(entry) else None
        return tuple(group for group in entry.groups if self._group_fits(group)) or None

    def _program_fits(self, entry: Entry) -> bool:
        asked = self.conditions
        return (
            (not asked.municipalities or entry.municipality in asked.municipalities)
            and (not asked.directions or entry.direction in asked.directions)
            and (not asked.forms or entry.form in asked.forms)
            and (not asked.registries or entry.registry in asked.registries)
        )

    def _fits_without_groups(self, entry: Entry) -> bool:
        """What nobody scheduled has ages and needs of its own, and nothing else."""
        asked = self.conditions
        rest = replace(
            asked,
            ages=(), special_needs=False,
            municipalities=(), directions=(), forms=(), registries=(),
        )  # fmt: skip
        return (
            rest == _NOTHING
            and (not asked.ages or any(age in entry.ages for age in asked.ages))
            and (not asked.special_needs or entry.special_needs)
        )

    def _group_fits(self, group: GroupEntry) -> bool:
        asked = self.conditions
        return (
            (not asked.ages or any(age in group.ages for age in asked.ages))
            and (not asked.weekdays or not group.weekdays.isdisjoint(asked.weekdays))
            and (
                asked.starts is None or (group.starts is not None and group.starts >= asked.starts)
            )
            and (asked.ends is None or (group.ends is not None and group.ends <= asked.ends))
            and (not asked.addresses or any(stands_in(each, group) for each in asked.addresses))
            and (asked.price_most is None or costs_at_most(group, asked.price_most))
            and (not asked.special_needs or group.special_needs)
            and (not asked.free_places or self._has_place(group))
            and (not asked.covered or covered(group, self.purse))
        )

    def _has_place(self, group: GroupEntry) -> bool:
        """By the date in UTC: a group that ends today may be shown some hours too long."""
        return bool(group.free_places) and (group.last_day is None or group.last_day >= self.today)


def stands_in(address: str, group: GroupEntry) -> bool:
    words = [lemmas(token) for token in tokens(address)]
    return bool(words) and all(not each.isdisjoint(group.address_words) for each in words)


def costs_at_most(group: GroupEntry, most: Money) -> bool:
    return group.month is not None and group.month <= most.kopecks


def covered(group: GroupEntry, purse: Purse | None) -> bool:
    """A bound: whatever day it begins on, the certificate can pay all of it."""
    return parents_share(group, purse) == 0


def parents_share(group: GroupEntry, purse: Purse | None) -> int | None:
    """The most that the parent can have to add; None where no certificate pays."""
    if group.most is None or group.ceiling is None:
        return None
    available = 0 if purse is None else purse.available.kopecks
    return group.most - min(group.most, group.ceiling, available)


def districts(address: str) -> frozenset[str]:
    """The districts of a town that an address names, as the filter calls them."""
    return frozenset(DISTRICT.findall(address))


def values(kind: Kind, entry: Entry, group: GroupEntry | None, purse: Purse | None) -> set[str]:
    """The values of a filter under which this group is found; of a program without groups its own.

    Free places are none of them: they change with every request, and are asked apart.
    """
    own = _OF_PROGRAM.get(kind)
    if own is not None:
        return own(entry)
    if kind is Kind.AGE:
        ages = entry.ages if group is None else group.ages
        return {str(age) for age in AGES if age in ages}
    if kind is Kind.NEEDS:
        return _flag(entry.special_needs if group is None else group.special_needs)
    if group is None:
        return set()
    if kind is Kind.COVERED:
        return _flag(covered(group, purse))
    return _OF_GROUP[kind](group)


def _flag(value: object) -> set[str]:
    return {"1"} if value else set()


_OF_PROGRAM: Final[Mapping[Kind, Callable[[Entry], set[str]]]] = {
    Kind.MUNICIPALITY: lambda entry: {str(entry.municipality)},
    Kind.DIRECTION: lambda entry: {entry.direction},
    Kind.FORM: lambda entry: {entry.form},
    Kind.REGISTRY: lambda entry: {entry.registry},
}
_OF_GROUP: Final[Mapping[Kind, Callable[[GroupEntry], set[str]]]] = {
    Kind.WEEKDAY: lambda group: {str(day) for day in group.weekdays},
    Kind.STARTS: lambda group: {
        f"{step:%H:%M}"
        for step in STARTS_STEPS
        if group.starts is not None and group.starts >= step
    },
    Kind.ENDS: lambda group: {
        f"{step:%H:%M}" for step in ENDS_STEPS if group.ends is not None and group.ends <= step
    },
    Kind.ADDRESS: lambda group: set(districts(group.address)),
    Kind.PRICE: lambda group: {
        str(step.kopecks) for step in PRICE_STEPS if costs_at_most(group, step)
    },
}
