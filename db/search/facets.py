"""How many programs each value of a filter would give in place of what is asked of its kind."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from core.domain.searching import (
    ENDS_STEPS,
    PRICE_STEPS,
    STARTS_STEPS,
    Conditions,
    Facets,
    Kind,
)
from db.search.asking import asked_kinds
from db.search.facts import minutes
from db.search.matching import Matching
from db.search.sentence.wished import Wishes

NOT_COUNTED: Final = frozenset({Kind.WORD})
# All groups of a program have the same values of these, so its one bit is enough.
OF_PROGRAMS: Final = frozenset({Kind.MUNICIPALITY, Kind.DIRECTION, Kind.FORM, Kind.REGISTRY})
_STARTS: Final = tuple((f"{step:%H:%M}", minutes(step)) for step in STARTS_STEPS)
_ENDS: Final = tuple((f"{step:%H:%M}", minutes(step)) for step in ENDS_STEPS)
_PRICES: Final = tuple((str(price.kopecks), price) for price in PRICE_STEPS)


def facets(
    matching: Matching, conditions: Conditions, wishes: Wishes, *, places: bool = False
) -> Facets:
    """See `Found`; values that nothing has are left out. Who has free places is asked of the
    database, and therefore counted only if those are asked for or `places` is set.
    """
    snapshot, wished = matching.snapshot, matching.wished(wishes)
    programs = snapshot.ends if wished is None else snapshot.ends & wished
    fitting = matching.groups(conditions)
    hits = snapshot.programs_of(fitting) & programs
    limiting = asked_kinds(conditions)
    found: dict[Kind, tuple[tuple[str, int], ...]] = {}
    for kind in Kind:
        unread = kind is Kind.FREE_PLACES and not (places or kind in limiting)
        if kind in NOT_COUNTED or unread:
            continue
        among, theirs = fitting, hits
        if kind in limiting:
            among = matching.groups(conditions, but=kind)
            theirs = snapshot.programs_of(among) & programs
        if wishes.ages and kind is not Kind.AGE:
            theirs = matching.programs(among, wishes)
        if kind in OF_PROGRAMS:
            names = snapshot.names.get(kind, ())
            counts = ((each, (theirs & snapshot.having(kind, each)).bit_count()) for each in names)
        else:
            values = _values(matching, kind)
            counts = ((each, snapshot.count(among & bits, theirs)) for each, bits in values)
        if counted := tuple(each for each in counts if each[1]):
            found[kind] = counted
    return found


def _values(matching: Matching, kind: Kind) -> Iterable[tuple[str, int]]:
    """The groups that have each value of a kind."""
    snapshot = matching.snapshot
    if kind is Kind.STARTS:
        return ((name, matching.starting(minute)) for name, minute in _STARTS)
    if kind is Kind.ENDS:
        return ((name, snapshot.at_most("ends", minute)) for name, minute in _ENDS)
    if kind is Kind.PRICE:
        return ((name, matching.costing(price)) for name, price in _PRICES)
    if kind is Kind.FREE_PLACES:
        return (("1", matching.with_places()),)
    if kind is Kind.COVERED:
        return (("1", matching.covered()),)
    return ((name, snapshot.value(kind, name)) for name in snapshot.names.get(kind, ()))
