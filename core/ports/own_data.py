"""Everything that is kept of an account and its children, in one question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.domain.actor import Family
from core.domain.application import ApplicationDraft, CertificateApplication, Particulars
from core.domain.certificate import Certificate
from core.domain.completeness import ChangeOfGroup, Completeness
from core.domain.ids import ApplicationId, EnrollmentId
from core.domain.ledger import Entry
from core.domain.person import Child
from core.domain.views import Account, EnrollmentLine, Municipality


@dataclass(frozen=True, slots=True)
class KeptOwnChild:
    """A child that the account is linked to; `entries` by period and in their order, `lines` the
    newest first. `phone` is the one on record, with the country's code; None to who only looks,
    for it may be the other parent's. `others_act` is whether another account acts for the child.
    """

    child: Child
    certificate: Certificate
    municipality: Municipality
    entries: tuple[Entry, ...]
    lines: tuple[EnrollmentLine, ...]
    phone: str | None
    others_act: bool


@dataclass(frozen=True, slots=True)
class KeptOwnData:
    """`children` are by certificate, `applications` the newest first, `places` all municipalities.
    `entered` is all that was said of the months of the groups in which they are or were, `left`
    which groups each contract left, in order. `belongings` are the rows of the account that an
    erasure takes away, those of its children, those of its chat, and all that is on record of
    either, by table; nothing sealed but the number that was typed, which is opened.
    """

    account: Account
    consent: tuple[str, datetime] | None
    children: tuple[KeptOwnChild, ...]
    applications: tuple[CertificateApplication, ...]
    particulars: Mapping[ApplicationId, Particulars]
    places: tuple[Municipality, ...]
    draft: ApplicationDraft
    entered: tuple[Completeness, ...]
    left: Mapping[EnrollmentId, Sequence[ChangeOfGroup]]
    belongings: Mapping[str, Sequence[Mapping[str, object]]]


class OwnData(Protocol):
    def of(self, family: Family) -> KeptOwnData | None:
        """None for no such account, or one that was erased."""
        ...
