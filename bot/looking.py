"""What a chat looks for, kept in its conversation: the question, and changes of it by a tap."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Final
from zlib import crc32

from core.domain.ids import CertificateId
from core.domain.questions import FLAG, FLAGS, MANY, SEVERAL, codes, dropped, name_of
from core.domain.searching import Chip, Found, Kind, Sort, Source

CHILD: Final = "child"
ANY_AGE: Final = "any_age"
NAMED: Final = "named"
# The child was chosen by a tap for the words that are there.
CHOSEN: Final = "chosen"
ORIGIN: Final = "origin"
# The order was chosen for the words that are there, whatever they say of it.
ORDERED: Final = "ordered"
# A new wish leaves these as they were, unless it speaks of them itself.
LASTING: Final = frozenset({Kind.MUNICIPALITY, Kind.NEEDS, Kind.FREE_PLACES, Kind.COVERED})
NO_CONDITIONS: Final = dict.fromkeys(
    (
        "text",
        "dropped",
        ANY_AGE,
        NAMED,
        CHOSEN,
        ORDERED,
        "sort",
        "page",
        *(name_of(kind) for kind in Kind),
    ),
    "",
)

Changes = dict[str, str]


def pick_of(*keys: str) -> int:
    """What a button calls a value whose own words may be too long for it."""
    return crc32(SEVERAL.join(keys).encode())


def any_age(state: Mapping[str, str]) -> bool:
    """Whether the child's age was dropped on purpose."""
    return bool(state.get(ANY_AGE))


def is_named(state: Mapping[str, str]) -> bool:
    """Whether the words say for which child they are."""
    return bool(state.get(NAMED))


def is_chosen(state: Mapping[str, str]) -> bool:
    """Whether somebody chose the child for these words, whatever age they say."""
    return bool(state.get(CHOSEN))


def child_of(state: Mapping[str, str]) -> CertificateId | None:
    """The child that was chosen, if one was."""
    number = state.get(CHILD, "")
    return CertificateId(int(number)) if number.isascii() and number.isdigit() else None


def without_chips(state: Mapping[str, str], chips: Iterable[Chip]) -> Changes:
    """Drop what these chips say, whoever said it."""
    changes: Changes = {"page": ""}
    gone = set(dropped(state))
    for chip in chips:
        if chip.source is Source.CHOSEN:
            kept = (code for code in _codes(state, changes, chip.kind) if code != chip.value)
            changes[name_of(chip.kind)] = SEVERAL.join(kept)
        if chip.source is Source.TYPED:
            gone.add(chip.key)
        if chip.kind is Kind.AGE:
            changes[ANY_AGE] = FLAG
    return {**changes, "dropped": SEVERAL.join(sorted(gone))}


def with_value(state: Mapping[str, str], found: Found, kind: Kind, value: str) -> Changes:
    """Choose a value of a kind in place of what is asked of it; one that is asked goes away."""
    there = [chip for chip in found.chips if chip.kind is kind and not chip.excluded]
    asked = asked_values(found, kind)
    changes = {**without_chips(state, there), name_of(kind): ""}
    if value not in asked:
        kept = asked if kind in MANY else ()
        changes[name_of(kind)] = SEVERAL.join(sorted({*kept, value}))
    elif kind in MANY:
        changes[name_of(kind)] = SEVERAL.join(each for each in asked if each != value)
    return changes


def values_of(found: Found, kind: Kind) -> tuple[tuple[str, int | None], ...]:
    """What can be chosen of a kind, with how many programs there would be."""
    counted = dict(found.facets.get(kind, ()))
    if kind in FLAGS:
        return ((FLAG, counted.get(FLAG, 0)),)
    asked: dict[str, int | None] = dict.fromkeys(asked_values(found, kind))
    return tuple({**asked, **counted}.items())


def asked_values(found: Found, kind: Kind) -> tuple[str, ...]:
    """What is asked of a kind now, each value by itself."""
    there = (chip for chip in found.chips if chip.kind is kind and not chip.excluded)
    return tuple(value for chip in there for value in chip.values)


def for_new_words(state: Mapping[str, str], text: str, spoken_of: Collection[Kind]) -> Changes:
    """A new wish: its words are new; where, and what costs nothing, stays as it was. A point that
    was sent for other words is forgotten, and the order by it.
    """
    lasting = {name_of(kind): SEVERAL.join(codes(state, kind)) for kind in LASTING - set(spoken_of)}
    sort = state.get("sort", "")
    if state.get(ORIGIN) and state.get("text"):
        lasting[ORIGIN] = ""
        sort = "" if sort == Sort.NEAREST else sort
    return {**NO_CONDITIONS, **lasting, "text": text, "sort": sort}


def _codes(state: Mapping[str, str], changes: Changes, kind: Kind) -> tuple[str, ...]:
    return codes({**state, **changes}, kind)
