"""Municipalities enter the registry, and what is known of them is corrected."""

from __future__ import annotations

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from core.domain.actor import Act, Actor, Subject, ensure_may
from core.domain.drafts import MunicipalityDraft
from core.domain.errors import BadValue
from core.domain.views import Municipality
from core.ports.unit_of_work import UnitOfWork
from core.services.registries import EVERY, municipality_coded

PREFIX_DIGITS = 4


def add_municipality(uow: UnitOfWork, actor: Actor, draft: MunicipalityDraft) -> Municipality:
    """Enter a municipality; the same draft again returns the present one and changes nothing.

    Raises:
        NotAllowed: The actor is not an operator.
        BadValue: A field that cannot be, a code that another municipality has, or its first four
            digits of certificates' numbers (CERT-4).
    """
    ensure_may(actor, Act.KEEP_CATALOG, Subject())
    _check(draft)
    known = uow.municipalities.by_code(draft.code)
    if known is None:
        ensure_own_numbers(uow, draft)
        added = uow.municipalities.add(draft)
        uow.trail.record(actor, "add-municipality", f"municipality:{added.id}")
        return added
    present = (known.name, known.zone, known.number_prefix)
    if present != (draft.name, draft.zone, draft.number_prefix):
        raise BadValue("code", f"{draft.code} is registered with other data")
    return known


def change_municipality(uow: UnitOfWork, actor: Actor, draft: MunicipalityDraft) -> Municipality:
    """Correct the name, the zone or the digits of a municipality; its code names it.

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
    fields = ("name", "zone", "number_prefix")
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
            raise BadValue("number_prefix", f"{place.code} has it")


def _check(draft: MunicipalityDraft) -> None:
    prefix = draft.number_prefix
    # A colon would end the code in `municipality:CODE:NAME`.
    if not draft.code.strip() or ":" in draft.code or draft.code != draft.code.strip():
        raise BadValue("code", "a word without colons")
    if not draft.name.strip():
        raise BadValue("name", "a municipality needs one")
    if not (prefix.isascii() and prefix.isdigit() and len(prefix) == PREFIX_DIGITS):
        raise BadValue("number_prefix", "four digits, region and municipality (CERT-4)")
    try:
        ZoneInfo(draft.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise BadValue("zone", "a time zone such as Europe/Kaliningrad") from None
