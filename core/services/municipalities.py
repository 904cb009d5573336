"""Municipalities enter the registry, and what is known of them is corrected."""

from __future__ import annotations

import re
from dataclasses import replace
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from core.domain.actor import Act, Actor, Subject, ensure_may
from core.domain.drafts import MunicipalityDraft
from core.domain.errors import BadValue
from core.domain.places import known_place
from core.domain.views import Municipality
from core.ports.unit_of_work import UnitOfWork
from core.services.registries import EVERY, municipality_coded

PREFIX_DIGITS = 4
CODE_MAX = 20
NAME_MAX = 200
# It stands in `municipality:CODE:NAME`, in tables and in file names.
_CODE = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


def add_municipality(uow: UnitOfWork, actor: Actor, draft: MunicipalityDraft) -> Municipality:
    """Enter a municipality; the same draft again returns the present one and changes nothing.

    One that the product knows by this code and name gets the coordinates of its centre.

    Raises:
        NotAllowed: The actor is not an operator.
        BadValue: A field that cannot be, a code that another municipality has, or its first four
            digits of certificates' numbers (CERT-4).
    """
    ensure_may(actor, Act.KEEP_CATALOG, Subject())
    known = uow.municipalities.by_code(draft.code)
    if known is None:
        return enter_municipality(uow, draft, by=actor)
    _check(draft)
    present = (known.name, known.zone, known.number_prefix)
    elsewhere = draft.point not in {None, known.point}
    if elsewhere or present != (draft.name, draft.zone, draft.number_prefix):
        raise BadValue("code", "{given} is registered with other data", given=draft.code)
    return known


def enter_municipality(uow: UnitOfWork, draft: MunicipalityDraft, *, by: Actor) -> Municipality:
    """Enter one whose code nobody has yet; the caller has asked whether the actor may.

    Raises:
        BadValue: A field that cannot be, or digits of another municipality (CERT-4).
    """
    _check(draft)
    ensure_own_numbers(uow, draft)
    place = known_place(draft.code)
    if draft.point is None and place is not None and known_place(draft.name) is place:
        draft = replace(draft, point=place.point)
    added = uow.municipalities.add(draft)
    uow.trail.record(by, "add-municipality", f"municipality:{added.id}")
    return added


def change_municipality(uow: UnitOfWork, actor: Actor, draft: MunicipalityDraft) -> Municipality:
    """Correct the name, the zone, the digits or the place of a municipality; its code names it.

    Certificates keep their numbers, new ones begin with the new digits. The zone stands once
    there is a funding period, because its days were counted by it. The programs are found by
    the new name at once. The same again changes nothing.

    Raises:
        NotAllowed: The actor is not an operator.
        NotFound: No municipality has this code.
        BadValue: A field that cannot be, digits of another municipality, or another zone.
    """
    ensure_may(actor, Act.KEEP_CATALOG, Subject())
    known = municipality_coded(uow, draft.code)
    _check(draft)
    fields = ("name", "zone", "number_prefix", "point")
    changed = {
        name: f"{getattr(known, name)} -> {getattr(draft, name)}"
        for name in fields
        if getattr(known, name) != getattr(draft, name)
    }
    if not changed:
        return known
    uow.municipalities.exclusively(known.id)
    ensure_own_numbers(uow, draft)
    if "zone" in changed and uow.municipalities.periods(known.id):
        raise BadValue("zone", "days of its funding periods were counted by it")
    uow.municipalities.change(known.id, draft)
    if "name" in changed:
        for each in uow.catalog.programs(municipality=known.id, page=1, size=EVERY):
            uow.intake.index(each.program.id)
    uow.trail.record(actor, "change-municipality", f"municipality:{known.id}", **changed)
    return municipality_coded(uow, draft.code)


def ensure_own_numbers(uow: UnitOfWork, draft: MunicipalityDraft) -> None:
    """Raise BadValue where another municipality's certificates begin with the same digits."""
    for place in uow.municipalities.all():
        if place.number_prefix == draft.number_prefix and place.code != draft.code:
            raise BadValue("number_prefix", "{place} has it", place=place.code)


def _check(draft: MunicipalityDraft) -> None:
    prefix = draft.number_prefix
    if len(draft.code) > CODE_MAX or not _CODE.fullmatch(draft.code):
        raise BadValue("code", "letters, digits and hyphens, at most {most}", most=CODE_MAX)
    if not draft.name.strip() or not draft.name.isprintable() or len(draft.name) > NAME_MAX:
        raise BadValue("name", "one line, at most {most} characters", most=NAME_MAX)
    if not (prefix.isascii() and prefix.isdigit() and len(prefix) == PREFIX_DIGITS):
        raise BadValue("number_prefix", "four digits, region and municipality (CERT-4)")
    try:
        ZoneInfo(draft.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise BadValue("zone", "a time zone such as Europe/Kaliningrad") from None
