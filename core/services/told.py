"""A notice with the names behind its ids, as its reader may see them today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.domain.application import CertificateApplication
from core.domain.catalog_views import ProgramCard
from core.domain.certificate import ClosingReason
from core.domain.funding import FundingPeriod
from core.domain.grounds import RefusalReason
from core.domain.money import Money
from core.domain.notice import Facts, NoticeKind
from core.domain.program import ProgramState, Provider
from core.domain.views import EnrollmentLine, GoingOn, Municipality, RequestCard
from core.services.saved_searches import SavedLine


class AfterLapse(StrEnum):
    """What follows the money that lapsed at the end of a period (CERT-10)."""

    HERE = "HERE"  # money of a later period is on the certificate already
    COMING = "COMING"
    UNFUNDED = "UNFUNDED"
    FROZEN = "FROZEN"
    CLOSED = "CLOSED"


@dataclass(frozen=True, slots=True)
class Decided:
    """What operators decided of a program, or of its module where `module` has a title (REG-4)."""

    program: str
    module: str | None
    state: ProgramState


@dataclass(frozen=True, slots=True)
class Told:
    """A notice with the names behind its ids, as its reader may see them today.

    `to_staff` says which side reads; `request` is for staff only, `similar` for a family
    whose request was refused; `after_lapse` comes with what is available; `may_act` is whether
    this parent may answer for the child; `reason` is what operators wrote of a decision about
    the provider or its program; `moved` is from which group to which, by their titles of today.
    """

    kind: NoticeKind
    facts: Facts
    to_staff: bool = False
    child_short_name: str = ""
    line: EnrollmentLine | None = None
    period: FundingPeriod | None = None
    request: RequestCard | None = None
    refusal: tuple[RefusalReason, str] | None = None
    similar: tuple[ProgramCard, ...] = ()
    municipality: Municipality | None = None
    closed_because: ClosingReason | None = None
    may_act: bool = False
    after_lapse: tuple[AfterLapse, Money] | None = None
    going_on: GoingOn | None = None
    application: CertificateApplication | None = None
    provider: Provider | None = None
    decided: Decided | None = None
    reason: str | None = None
    moved: tuple[str, str] | None = None
    search: SavedLine | None = None
    places: tuple[Municipality, ...] = ()


@dataclass(frozen=True, slots=True)
class Later:
    """Nothing yet: its reader's quiet hours last until then (LED-7)."""

    until: datetime
