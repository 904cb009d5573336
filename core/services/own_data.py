"""Everything that is kept of an account and its children, for its own eyes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from core.domain.actor import Act, Actor
from core.domain.application import ApplicationDraft
from core.domain.certificate import Certificate
from core.domain.ledger import Entry
from core.domain.linking import recognizable
from core.domain.person import Child
from core.domain.views import Account, EnrollmentLine
from core.ports.acts import asks_once
from core.ports.own_data import KeptOwnChild
from core.ports.unit_of_work import UnitOfWork
from core.services.access import existing, own_family
from core.services.applications import ApplicationProgress


@dataclass(frozen=True, slots=True)
class OwnChild:
    """A child that the account is linked to, with every movement of its money; `phone` is the
    parent's on record, its last digits where two act for the child and it may be either's, and
    None for who only looks.
    """

    child: Child
    certificate: Certificate
    municipality: str
    zone: ZoneInfo
    entries: tuple[Entry, ...]
    enrollments: tuple[EnrollmentLine, ...]
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class OwnData:
    """`kept` are the rows of the account itself, by their tables: links, switches, notices."""

    at: datetime
    account: Account
    consent: tuple[str, datetime] | None
    children: tuple[OwnChild, ...]
    applications: tuple[ApplicationProgress, ...]
    draft: ApplicationDraft
    kept: Mapping[str, Sequence[Mapping[str, object]]]


@asks_once
def own_data(uow: UnitOfWork, actor: Actor) -> OwnData:
    """All of it, as it is now.

    Raises:
        NotAllowed: No family.
    """
    family = own_family(actor, Act.SEE_OWN_DATA)
    kept = existing(uow.own_data.of(family.account))
    places = {each.id: each for each in kept.places}
    return OwnData(
        at=uow.now,
        account=kept.account,
        consent=kept.consent,
        children=tuple(map(_child, kept.children)),
        applications=tuple(
            ApplicationProgress(
                each, kept.particulars[each.id], places[each.municipality], number=None
            )
            for each in kept.applications
        ),
        draft=kept.draft,
        kept=kept.belongings,
    )


def _child(kept: KeptOwnChild) -> OwnChild:
    return OwnChild(
        child=kept.child,
        certificate=kept.certificate,
        municipality=kept.municipality.name,
        zone=ZoneInfo(kept.municipality.zone),
        entries=kept.entries,
        enrollments=kept.lines,
        phone=_phone(kept),
    )


def _phone(kept: KeptOwnChild) -> str | None:
    return recognizable(kept.phone) if kept.phone and kept.others_act else kept.phone
