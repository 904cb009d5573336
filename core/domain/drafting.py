"""What may be written down of a program, a module and a group (REG-3, REG-4, REG-6)."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from core.domain.calendar import Days, birthday
from core.domain.drafts import GroupDraft, ModuleDraft, ProgramDraft
from core.domain.errors import BadValue
from core.domain.program import AgeRange, ProviderKind, Slot

TITLE_MAX = 300
ANNOTATION_MAX = 10_000
ADDRESS_MAX = 500
PLACES_MAX = 10_000
CHILD_UNTIL = 18
AGE_MAX = 99
YEARS_AHEAD = 3
MONTHS_MAX = 12


def ensure_program(draft: ProgramDraft, kind: ProviderKind) -> None:
    """What a program says of itself is there, and a provider of this kind may have it (REG-3).

    Raises:
        BadValue: With the first field that is missing or wrong.
    """
    ensure_title(draft.title)
    _ensure_text("annotation", draft.annotation, longest=ANNOTATION_MAX)
    _ensure_ages(draft.ages)
    if draft.registry.budget and not kind.public:
        raise BadValue("registry", "budget programs are for state and municipal providers")


def ensure_module(draft: ModuleDraft) -> None:
    """What a module says of itself: its title, and how long it takes, 12 months at most.

    Raises:
        BadValue: With the first field that is wrong.
    """
    ensure_title(draft.title)
    said = draft.duration
    if (said.years or 0) > 1 or (said.months or 0) > MONTHS_MAX:
        raise BadValue("duration", "a module takes at most 12 months")


def ensure_title(title: str) -> None:
    """One line without spaces around it, by which people find the thing.

    Raises:
        BadValue
    """
    if not title or title != title.strip() or not title.isprintable():
        raise BadValue("title", "one line of text")
    _ensure_text("title", title, longest=TITLE_MAX)


def ensure_group(draft: GroupDraft) -> None:
    """A group's places, ages, address and week can be; its days are asked by `ensure_days`.

    Raises:
        BadValue: With the first field that is wrong.
    """
    ensure_title(draft.title)
    _ensure_text("address", draft.address, longest=ADDRESS_MAX)
    ensure_places(draft.places)
    if draft.ages is not None:
        _ensure_ages(draft.ages)
    week = sorted(draft.slots, key=lambda slot: (slot.weekday, slot.starts))
    for one, following in pairwise(week):
        if _collide(one, following):
            raise BadValue("slots", "two lessons at the same time")


def ensure_places(places: int | None) -> None:
    """Raise BadValue for fewer than none, or for more than any house has; None is not known."""
    if places is not None and not 0 <= places <= PLACES_MAX:
        raise BadValue("places", "from 0 to {most}", most=PLACES_MAX)


def ensure_days(days: Days, *, today: date) -> None:
    """The days of a group: a module takes at most 12 months, and somebody may still begin.

    Raises:
        BadValue: Longer, over already, or so far away that a year was mistyped.
    """
    if days.last < today:
        raise BadValue("days", "the group is over already")
    if days.first.year > today.year + YEARS_AHEAD:
        raise BadValue("days", "it begins at most {most} years ahead", most=YEARS_AHEAD)
    if days.last >= birthday(days.first, years=1):
        raise BadValue("days", "a module takes at most 12 months")


def ensure_places_hold(places: int | None, *, taken: int) -> None:
    """Nobody loses a place, nor is it forgotten how many there are (ENR-6).

    Raises:
        BadValue
    """
    if taken and (places is None or places < taken):
        raise BadValue("places", "{taken} are taken", taken=taken)


def _ensure_ages(ages: AgeRange) -> None:
    if ages.least >= CHILD_UNTIL or ages.most > AGE_MAX:
        raise BadValue(
            "ages", "from below {until} to at most {most}", until=CHILD_UNTIL, most=AGE_MAX
        )


def _ensure_text(field: str, text: str, *, longest: int) -> None:
    # A zero character is text for SQLite and none for PostgreSQL.
    if "\0" in text or len(text) > longest:
        raise BadValue(field, "at most {most} characters", most=longest)


def _collide(one: Slot, following: Slot) -> bool:
    """Of two lessons of which `one` does not begin later than the other in the week."""
    if one.weekday != following.weekday:
        return False
    if one.starts == following.starts:
        return True
    return one.ends is not None and following.starts < one.ends
