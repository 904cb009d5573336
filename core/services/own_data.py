"""Everything that is kept of an account and its children, for its own eyes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from core.domain.actor import Act, Actor
from core.domain.application import ApplicationDraft
from core.domain.certificate import Certificate
from core.domain.completeness import Completeness, said_of
from core.domain.ids import EnrollmentId
from core.domain.ledger import Entry
from core.domain.linking import recognizable
from core.domain.person import Child
from core.domain.views import Account, EnrollmentLine
from core.ports.acts import asks_once
from core.ports.own_data import KeptOwnChild, KeptOwnData
from core.ports.unit_of_work import UnitOfWork
from core.services.access import existing, own_family
from core.services.applications import ApplicationProgress


@dataclass(frozen=True, slots=True)
class OwnChild:
    """A child that the account is linked to, with every movement of its money; `phone` is the
    parent's on record, its last digits where two act for the child and it may be either's, and
    None for who only looks. `completeness` is all that was said of the months of its contracts,
    the first word beside every correction (ENR-14).
    """

    child: Child
    certificate: Certificate
    municipality: str
    zone: ZoneInfo
    entries: tuple[Entry, ...]
    enrollments: tuple[EnrollmentLine, ...]
    phone: str | None = None
    completeness: Mapping[EnrollmentId, Sequence[Completeness]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OwnData:
    """`kept` are the rows of the account and of its children, by their tables: links, switches,
    notices, the number that was typed, what the chat said within days, the queue, the audit trail.
    """

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
    kept = existing(uow.own_data.of(family))
    places = {each.id: each for each in kept.places}
    return OwnData(
        at=uow.now,
        account=kept.account,
        consent=kept.consent,
        children=tuple(_child(kept, each) for each in kept.children),
        applications=tuple(
            ApplicationProgress(
                each, kept.particulars[each.id], places[each.municipality], number=None
            )
            for each in kept.applications
        ),
        draft=kept.draft,
        kept=kept.belongings,
    )


def _child(kept: KeptOwnData, own: KeptOwnChild) -> OwnChild:
    contracts = (line.enrollment for line in own.lines)
    said = {
        each.id: tuple(said_of(each, kept.entered, kept.left.get(each.id, ())))
        for each in contracts
    }
    return OwnChild(
        child=own.child,
        certificate=own.certificate,
        municipality=own.municipality.name,
        zone=ZoneInfo(own.municipality.zone),
        entries=own.entries,
        enrollments=own.lines,
        phone=_phone(own),
        completeness={contract: months for contract, months in said.items() if months},
    )


def _phone(kept: KeptOwnChild) -> str | None:
    return recognizable(kept.phone) if kept.phone and kept.others_act else kept.phone
