"""How rows were put together, for the operator to look at before anything is entered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from core.domain.drafts import GroupDraft, ModuleDraft, ProgramDraft
from core.domain.program import AgeRange, Duration, Slot
from office.catalog_files.weekdays import WEEKDAYS_SHORT
from office.words import say


def grouping_of(program: ProgramDraft) -> dict[str, object]:
    """A program with its modules, groups and weekly lessons, and where each group stands."""
    return {
        "title": program.title,
        "provider": program.provider_inn,
        "municipality": program.municipality_code,
        "direction": program.direction.value,
        "registry": program.registry.value,
        "ages": ages_written(program.ages),
        "level": None if program.level is None else program.level.value,
        "duration": duration_written(program.duration),
        "modules": [_module(module) for module in program.modules],
    }


def lines_of(grouping: Mapping[str, Any]) -> Iterator[str]:
    """One line for each group: its module, its title, its ages and its week."""
    for module in grouping["modules"]:
        for group in module["groups"]:
            week = ", ".join(group["slots"])
            ages = _aged(group["ages"])
            yield " · ".join(filter(None, (module["title"], group["title"], ages, week)))


def _aged(ages: str) -> str:
    """«7-10 лет»: a number alone would be taken for a part of the title beside it."""
    if not ages:
        return ""
    return say("import-ages", {"ages": ages, "most": int(ages.rpartition("-")[2])})


def counts_of(grouping: Mapping[str, Any]) -> dict[str, int]:
    """How many modules, groups and weekly lessons were found in a program's rows."""
    groups = [group for module in grouping["modules"] for group in module["groups"]]
    return {
        "modules": len(grouping["modules"]),
        "groups": len(groups),
        "lessons": sum(len(group["slots"]) for group in groups),
    }


def ages_written(ages: AgeRange | None) -> str:
    """«7-10», «7», or nothing."""
    if ages is None:
        return ""
    return str(ages.least) if ages.least == ages.most else f"{ages.least}-{ages.most}"


def duration_written(duration: Duration) -> str:
    """«2 г., 144 ч.»: each unit as it was written."""
    units = ((duration.years, "г."), (duration.months, "мес."), (duration.hours, "ч."))
    return ", ".join(f"{number} {unit}" for number, unit in units if number is not None)


def lesson_written(slot: Slot) -> str:
    """«вт 16:00-17:00»."""
    ends = "" if slot.ends is None else f"-{slot.ends:%H:%M}"
    return f"{WEEKDAYS_SHORT[slot.weekday]} {slot.starts:%H:%M}{ends}"


def _module(module: ModuleDraft) -> dict[str, object]:
    return {
        "title": module.title,
        "price": None if module.price is None else module.price.kopecks,
        "groups": [_group(group) for group in module.groups],
    }


def _group(group: GroupDraft) -> dict[str, object]:
    return {
        "title": group.title,
        "sheet": group.sheet,
        "row": group.row,
        "ages": ages_written(group.ages),
        "places": group.places,
        "places_are_free": group.places_are_free,
        "slots": [lesson_written(slot) for slot in group.slots],
    }
