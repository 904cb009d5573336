"""Programs and groups as documents and as lines on a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from core.domain.calendar import Days
from core.domain.money import Money
from core.domain.program import AgeRange, Duration, Group, Offering, Slot
from core.domain.registries import RegisteredProgram
from core.domain.uploads import GroupOrigin
from office.said import days_said, in_words, say, yes_no
from office.tables import pairs, table

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def program_pairs(each: RegisteredProgram, reason: str | None = None) -> str:
    """All that a program says of itself, a line for each, and why it was refused if it was."""
    document = program_document(each)
    document["ages"] = _ages(each.program.ages)
    document["special_needs"] = yes_no(each.program.special_needs)
    document["level"] = each.program.level or "-"
    document["duration"] = duration_text(each.program.duration)
    for name in ("direction", "registry", "form", "level", "state"):
        document[name] = in_words(document[name])
    if reason is not None:
        document["reason"] = reason
    return pairs(*((name.replace("_", " "), value) for name, value in document.items()))


def program_document(each: RegisteredProgram) -> dict[str, object]:
    program = each.program
    return {
        "id": program.id,
        "title": program.title,
        "inn": each.inn,
        "municipality": each.municipality_code,
        "direction": program.direction.value,
        "registry": program.registry.value,
        "form": program.form.value,
        "ages": [program.ages.least, program.ages.most],
        "special_needs": program.special_needs,
        "level": program.level.value if program.level else None,
        "duration": duration_document(program.duration),
        "annotation": program.annotation,
        "state": program.state.value,
    }


def duration_document(duration: Duration) -> dict[str, int | None]:
    """Each unit as it was written, null where nobody did."""
    return {"years": duration.years, "months": duration.months, "hours": duration.hours}


def duration_text(duration: Duration) -> str:
    said = duration_document(duration)
    return ", ".join(f"{said[unit]} {unit}" for unit in said if said[unit] is not None) or "-"


def group_document(offering: Offering) -> dict[str, object]:
    """Sums are in kopecks; null is what nobody wrote."""
    group, module = offering.group, offering.module
    days, cost = group.days, module.normative_cost
    return {
        "id": group.id,
        "title": group.title,
        "program_id": offering.program.id,
        "program": offering.program.title,
        "module_id": module.id,
        "module": module.title,
        "provider": offering.provider.name,
        "first_day": None if days is None else days.first.isoformat(),
        "last_day": None if days is None else days.last.isoformat(),
        "places": group.places,
        "places_taken": group.places_taken,
        "ages": [offering.ages.least, offering.ages.most],
        "own_ages": None if group.ages is None else [group.ages.least, group.ages.most],
        "archived": group.archived,
        "address": group.address,
        "latitude": None if group.point is None else group.point.latitude,
        "longitude": None if group.point is None else group.point.longitude,
        "slots": [_slot(slot) for slot in group.slots],
        "normative_cost": None if cost is None else cost.kopecks,
        "prices": [
            {
                "first": each.period.first.isoformat(),
                "last": each.period.last.isoformat(),
                "kopecks": each.price.kopecks,
            }
            for each in module.prices
        ],
    }


def programs_table(found: Sequence[RegisteredProgram]) -> str:
    rows = [
        (
            each.program.id,
            each.program.title,
            each.inn,
            each.municipality_code,
            each.program.registry,
            each.program.state,
        )
        for each in found
    ]
    return table(("id", "title", "inn", "municipality", "registry", "state"), rows)


def groups_table(found: Sequence[Offering]) -> str:
    rows = [
        (
            each.group.id,
            each.program.title,
            each.module.title,
            each.group.title,
            "-" if each.group.days is None else each.group.days.first,
            "-" if each.group.days is None else each.group.days.last,
            "-" if each.group.places is None else each.group.places,
            each.group.places_taken,
        )
        for each in found
    ]
    return table(("id", "program", "module", "group", "first", "last", "places", "taken"), rows)


def group_report(offering: Offering) -> str:
    """The group, then its module's prices in roubles."""
    group, module = offering.group, offering.module
    days = "-" if group.days is None else days_said(group.days)
    return pairs(
        ("group", f"{group.id}, {group.title}"),
        ("program", f"{offering.program.title}, {module.title}, {offering.provider.name}"),
        ("days", days),
        ("places", _taken(group)),
        ("ages", _ages(offering.ages)),
        ("address", group.address or "-"),
        ("archived", yes_no(group.archived)),
        ("lessons", "; ".join(map(_lesson, group.slots)) or "-"),
        ("normative cost", _known(module.normative_cost)),
        *((price_name(each.period), each.price) for each in module.prices),
    )


def price_name(days: Days) -> str:
    """What the line of a period's price is called."""
    return say("said-price-of", {"first": str(days.first), "last": str(days.last)})


def _ages(ages: AgeRange) -> str:
    return say("said-from-to", {"first": str(ages.least), "last": str(ages.most)})


def _taken(group: Group) -> str:
    return say("said-taken", {"places": _known(group.places), "taken": str(group.places_taken)})


def origin_document(each: GroupOrigin) -> dict[str, object]:
    return {
        "upload": each.upload,
        "file": each.file,
        "sheet": each.origin.sheet,
        "row": each.origin.row,
        "at": each.at.isoformat(),
        "actor": each.actor,
    }


def origins_text(found: Sequence[GroupOrigin]) -> str:
    """The newest upload that names the group, and the one that brought it."""
    if not found:
        return pairs(("origin", say("said-by-hand")))
    ends = (found[0],) if len(found) == 1 else (found[0], found[-1])
    return pairs(*(("origin", _origin(each)) for each in ends))


def _origin(each: GroupOrigin) -> str:
    sheet = say("said-sheet", {"sheet": each.origin.sheet}) if each.origin.sheet else ""
    upload = {"upload": str(each.upload), "at": f"{each.at:%Y-%m-%d %H:%M}", "actor": each.actor}
    row = str(each.origin.row)
    return say("said-row", {"file": each.file, "sheet": sheet, "row": row, **upload})


def _slot(slot: Slot, weekdays: Sequence[str] = WEEKDAYS) -> str:
    ends = "" if slot.ends is None else f"-{slot.ends:%H:%M}"
    return f"{weekdays[slot.weekday]} {slot.starts:%H:%M}{ends}"


def _lesson(slot: Slot) -> str:
    """As people read it."""
    return _slot(slot, say("said-weekdays").split())


def _known(value: int | Money | None) -> str:
    return "-" if value is None else str(value)
