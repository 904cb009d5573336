"""Municipalities enter the registry."""

from __future__ import annotations

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from core.domain.actor import Act, Actor, Subject, ensure_may
from core.domain.drafts import MunicipalityDraft
from core.domain.errors import BadValue
from core.domain.views import Municipality
from core.ports.unit_of_work import UnitOfWork

PREFIX_DIGITS = 4


def add_municipality(uow: UnitOfWork, actor: Actor, draft: MunicipalityDraft) -> Municipality:
    """Enter a municipality; the same draft again returns the present one and changes nothing.

    Raises:
        NotAllowed: The actor is not an operator.
        BadValue: A field that cannot be, or a code that another municipality has.
    """
    ensure_may(actor, Act.KEEP_CATALOG, Subject())
    _check(draft)
    known = uow.municipalities.by_code(draft.code)
    if known is None:
        added = uow.municipalities.add(draft)
        uow.trail.record(actor, "add-municipality", f"municipality:{added.id}")
        return added
    present = (known.name, known.zone, known.number_prefix)
    if present != (draft.name, draft.zone, draft.number_prefix):
        raise BadValue("code", f"{draft.code} is registered with other data")
    return known


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
