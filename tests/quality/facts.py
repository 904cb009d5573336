"""What a question says for certain, and whether a program agrees with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time
from typing import Final, Self

from core.domain.drafts import GroupDraft, ModuleDraft, ProgramDraft
from core.domain.money import Money
from core.domain.program import Slot
from tests.quality.words import folded, has_word

WEEKDAYS: Final = ("пн", "вт", "ср", "чт", "пт", "сб", "вс")
MONTHS_PAID_MAX: Final = 12  # a price may be meant a month or for the whole module


@dataclass(frozen=True, slots=True)
class Offered:
    """A program as it was loaded, with the name of its municipality."""

    program: ProgramDraft
    municipality: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Conditions of one question; None and empty ones say nothing.

    Of `ages` and `weekdays` one is enough. A fact has two readings: what must come fits the
    narrow one, and only what fits not even the wide one contradicts.
    """

    ages: tuple[int, ...] = ()
    weekdays: tuple[int, ...] = ()
    starts: time | None = None
    starts_widely: time | None = None
    ends: time | None = None
    price_most: Money | None = None
    place: str = ""
    special_needs: bool = False
    free_places: bool = False

    @classmethod
    def written(cls, text: str) -> Self:
        """`age=7/4 day=вт/чт from=18~16 until=12 price=2000 place=гусев needs free`.

        Raises:
            ValueError: A fact that there is not.
        """
        said = dict(part.partition("=")[::2] for part in text.split())
        narrow, _, wide = said.pop("from", "").partition("~")
        ends, price = said.pop("until", ""), said.pop("price", "")
        facts = cls(
            ages=tuple(int(age) for age in said.pop("age", "").split("/") if age),
            weekdays=tuple(WEEKDAYS.index(day) for day in said.pop("day", "").split("/") if day),
            starts=_time(narrow),
            starts_widely=_time(wide or narrow),
            ends=_time(ends),
            price_most=Money.roubles(int(price)) if price else None,
            place=said.pop("place", ""),
            special_needs=said.pop("needs", None) is not None,
            free_places=said.pop("free", None) is not None,
        )
        if said:
            raise ValueError(f"no such fact: {', '.join(said)}")
        return facts

    def fit(self, offered: Offered) -> bool:
        """One group of the program is all that was said, however strictly it is read."""
        return self._agree(offered, narrowly=True)

    def contradict(self, offered: Offered) -> bool:
        """No group of the program is what was said, however kindly it is read."""
        return not self._agree(offered, narrowly=False)

    def _agree(self, offered: Offered, *, narrowly: bool) -> bool:
        return any(
            self._age_agrees(offered.program, group)
            and self._needs_agree(offered.program, group)
            and self._place_agrees(offered.municipality, group)
            and self._price_agrees(offered.program, module, narrowly=narrowly)
            and self._places_agree(group, narrowly=narrowly)
            and self._time_agrees(group, narrowly=narrowly)
            for module, group in _groups(offered.program)
        )

    def _age_agrees(self, program: ProgramDraft, group: GroupDraft) -> bool:
        ages = group.ages or program.ages
        return not self.ages or any(age in ages for age in self.ages)

    def _needs_agree(self, program: ProgramDraft, group: GroupDraft) -> bool:
        if not self.special_needs or program.special_needs:
            return True
        return any("овз" in folded(text) for text in (program.title, group.title))

    def _place_agrees(self, municipality: str, group: GroupDraft) -> bool:
        return not self.place or has_word(f"{municipality} {group.address}", self.place)

    def _price_agrees(self, program: ProgramDraft, module: ModuleDraft, *, narrowly: bool) -> bool:
        if self.price_most is None or program.registry.budget:
            return True
        if module.price is None:  # no price is not free
            return False
        months = 1 if narrowly else MONTHS_PAID_MAX
        return module.price.kopecks <= self.price_most.kopecks * months

    def _places_agree(self, group: GroupDraft, *, narrowly: bool) -> bool:
        if group.places is None:  # no places known is not no places
            return not (self.free_places and narrowly)
        return not self.free_places or group.places > 0

    def _time_agrees(self, group: GroupDraft, *, narrowly: bool) -> bool:
        if not (self.weekdays or self.starts or self.ends):
            return True
        on_days = [
            slot for slot in group.slots if not self.weekdays or slot.weekday in self.weekdays
        ]
        if narrowly:
            return bool(on_days) and all(self._in_time_narrowly(slot) for slot in group.slots)
        return any(self._in_time_widely(slot) for slot in on_days)

    def _in_time_narrowly(self, slot: Slot) -> bool:
        late_enough = self.starts is None or slot.starts >= self.starts
        return late_enough and (self.ends is None or (slot.ends or slot.starts) <= self.ends)

    def _in_time_widely(self, slot: Slot) -> bool:
        late_enough = self.starts_widely is None or slot.starts >= self.starts_widely
        return late_enough and (self.ends is None or slot.starts < self.ends)


def _groups(program: ProgramDraft) -> Iterator[tuple[ModuleDraft, GroupDraft]]:
    for module in program.modules:
        for group in module.groups:
            yield module, group


def _time(text: str) -> time | None:
    if not text:
        return None
    hour, _, minute = text.partition(":")
    return time(int(hour), int(minute or 0))
