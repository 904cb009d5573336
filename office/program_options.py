"""Ages and weekly lessons as they are typed on the command line."""

from __future__ import annotations

import re
from typing import Annotated

import typer

from core.domain.program import AgeRange, Slot
from office.catalog_files.weekdays import WEEKDAYS_SHORT
from office.mistyped import misread
from office.parameters import ID_MAX, parse_time
from office.program_texts import WEEKDAYS

NONE = "none"
_PLACES = re.compile(r"\d{1,6}", re.ASCII)
_AGES = re.compile(r"(\d{1,3})-(\d{1,3})", re.ASCII)
_SLOT = re.compile(r"(\S{2,3}) ([0-9]{2}:[0-9]{2})(?:-([0-9]{2}:[0-9]{2}))?")
# As they are printed in either language.
_WEEKDAYS = {name: day for names in (WEEKDAYS, WEEKDAYS_SHORT) for day, name in enumerate(names)}

ModuleNumber = Annotated[
    int, typer.Argument(metavar="MODULE", min=1, max=ID_MAX, help="Its id (module list).")
]


def parse_ages(text: str) -> AgeRange:
    """Read `7-17`; raise BadParameter for anything else."""
    written = _AGES.fullmatch(text)
    try:
        if written is not None:
            return AgeRange(int(written[1]), int(written[2]))
    except ValueError:
        pass
    raise misread("ages", text)


def parse_slots(lessons: list[str]) -> tuple[Slot, ...]:
    """Read `Mon 16:00-17:00`, `Mon 16:00` or `пн 16:00`; raise BadParameter for anything else."""
    return tuple(_slot(lesson) for lesson in lessons)


def parse_places(text: str) -> int:
    """Read a whole number of places; raise BadParameter for anything else."""
    if not _PLACES.fullmatch(text):
        raise misread("places", text)
    return int(text)


def _slot(text: str) -> Slot:
    written = _SLOT.fullmatch(text)
    if written is None or written[1] not in _WEEKDAYS:
        raise misread("lesson", text)
    ends = None if written[3] is None else parse_time(written[3])
    try:
        return Slot(_WEEKDAYS[written[1]], parse_time(written[2]), ends)
    except ValueError:
        raise misread("backwards", text) from None
