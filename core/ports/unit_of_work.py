"""One transaction and everything that an act may ask of the database in it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from core.ports.accounts import Accounts, Conversations, Invitations
from core.ports.applications import Applications
from core.ports.audit import Audit, AuditTrail
from core.ports.catalog import Catalog, Groups, Intake
from core.ports.certificates import Certificates, Municipalities, People
from core.ports.certification import Certification
from core.ports.daily import Daily
from core.ports.digests import Digests
from core.ports.enrollments import Enrollments
from core.ports.ledger import Ledger
from core.ports.limits import Limits
from core.ports.outbox import Outbox
from core.ports.prolongations import Prolongations
from core.ports.providers import Providers
from core.ports.search import Search


class UnitOfWork(Protocol):
    """The repositories of one transaction, and its moment.

    `now` is one instant, aware and in UTC, the same throughout the act.
    """

    @property
    def now(self) -> datetime: ...
    @property
    def accounts(self) -> Accounts: ...
    @property
    def conversations(self) -> Conversations: ...
    @property
    def invitations(self) -> Invitations: ...
    @property
    def people(self) -> People: ...
    @property
    def municipalities(self) -> Municipalities: ...
    @property
    def applications(self) -> Applications: ...
    @property
    def providers(self) -> Providers: ...
    @property
    def certification(self) -> Certification: ...
    @property
    def limits(self) -> Limits: ...
    @property
    def certificates(self) -> Certificates: ...
    @property
    def catalog(self) -> Catalog: ...
    @property
    def groups(self) -> Groups: ...
    @property
    def intake(self) -> Intake: ...
    @property
    def search(self) -> Search: ...
    @property
    def enrollments(self) -> Enrollments: ...
    @property
    def ledger(self) -> Ledger: ...
    @property
    def daily(self) -> Daily: ...
    @property
    def prolongations(self) -> Prolongations: ...
    @property
    def digests(self) -> Digests: ...
    @property
    def outbox(self) -> Outbox: ...
    @property
    def audit(self) -> Audit: ...
    @property
    def trail(self) -> AuditTrail: ...

    def today(self, zone: ZoneInfo) -> date:
        """The civil date of `now` in a municipality's zone (LED-6)."""
        ...
