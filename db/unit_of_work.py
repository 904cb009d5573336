"""One transaction and its repositories, over one synchronous connection."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from core.domain.calendar import civil_date
from db.accounts import SqlAccounts, SqlConversations
from db.applications import SqlApplications
from db.audit import SqlAudit
from db.catalog import SqlCatalog
from db.certificates import SqlCertificates
from db.certification import SqlCertification
from db.completeness import SqlCompletenesses
from db.daily.steps import SqlDaily
from db.deliveries import SqlDeliveries
from db.desks import SqlDesks
from db.digests import SqlDigests
from db.enrollments import SqlEnrollments
from db.erasures import SqlErasures
from db.families import SqlFamilies
from db.favorites import SqlFavorites
from db.groups import SqlGroups
from db.intake import SqlIntake
from db.invitations import SqlInvitations
from db.ledger import SqlLedger
from db.limits import SqlLimits
from db.linking import SqlLinking
from db.municipalities import SqlMunicipalities
from db.outbox import SqlOutbox
from db.own_data import SqlOwnData
from db.parked import SqlParked
from db.people import SqlPeople
from db.prolongations import SqlProlongations
from db.providers import SqlProviders
from db.provisions import SqlProvisions
from db.queues import SqlQueues
from db.refusals import refusing_what_no_column_holds
from db.rewrapping import SqlMasterKeys
from db.saved_searches import SqlSavedSearches
from db.search.dirty import flush, forget
from db.search.programs import SqlSearch
from db.trail import SqlTrail
from db.uploads import SqlUploads
from db.watch import SqlWatch

R = TypeVar("R")


def carried_out(connection: Connection, now: datetime, act: Callable[[SqlUnitOfWork], R]) -> R:
    """Run an act on a connection in a transaction; what it changed in the catalog is indexed.

    Raises:
        BadValue: A number or a text that no column holds, in whichever of its arguments.
    """
    forget(connection)
    with refusing_what_no_column_holds():
        returned = act(SqlUnitOfWork(connection, now))
        flush(connection)
    return returned


@dataclass(frozen=True, slots=True)
class SqlUnitOfWork:
    """See `UnitOfWork`. A repository costs nothing until it is asked for."""

    connection: Connection
    now: datetime

    def today(self, zone: ZoneInfo) -> date:
        return civil_date(self.now, zone)

    @property
    def accounts(self) -> SqlAccounts:
        return SqlAccounts(self.connection)

    @property
    def conversations(self) -> SqlConversations:
        return SqlConversations(self.connection)

    @property
    def deliveries(self) -> SqlDeliveries:
        return SqlDeliveries(self.connection, self.now)

    @property
    def invitations(self) -> SqlInvitations:
        return SqlInvitations(self.connection)

    @property
    def keys(self) -> SqlMasterKeys:
        return SqlMasterKeys(self.connection, self.now)

    @property
    def linking(self) -> SqlLinking:
        return SqlLinking(self.connection, self.now)

    @property
    def erasures(self) -> SqlErasures:
        return SqlErasures(self.connection, self.now)

    @property
    def people(self) -> SqlPeople:
        return SqlPeople(self.connection)

    @property
    def municipalities(self) -> SqlMunicipalities:
        return SqlMunicipalities(self.connection)

    @property
    def applications(self) -> SqlApplications:
        return SqlApplications(self.connection)

    @property
    def providers(self) -> SqlProviders:
        return SqlProviders(self.connection)

    @property
    def certification(self) -> SqlCertification:
        return SqlCertification(self.connection, self.now)

    @property
    def limits(self) -> SqlLimits:
        return SqlLimits(self.connection)

    @property
    def certificates(self) -> SqlCertificates:
        return SqlCertificates(self.connection, self.now)

    @property
    def catalog(self) -> SqlCatalog:
        return SqlCatalog(self.connection)

    @property
    def groups(self) -> SqlGroups:
        return SqlGroups(self.connection, self.now)

    @property
    def intake(self) -> SqlIntake:
        return SqlIntake(self.connection)

    @property
    def uploads(self) -> SqlUploads:
        return SqlUploads(self.connection, self.now)

    @property
    def search(self) -> SqlSearch:
        return SqlSearch(self.connection, self.now)

    @property
    def families(self) -> SqlFamilies:
        return SqlFamilies(self.connection, self.now)

    @property
    def own_data(self) -> SqlOwnData:
        return SqlOwnData(self.connection)

    @property
    def completeness(self) -> SqlCompletenesses:
        return SqlCompletenesses(self.connection)

    @property
    def desks(self) -> SqlDesks:
        return SqlDesks(self.connection)

    @property
    def favorites(self) -> SqlFavorites:
        return SqlFavorites(self.connection, self.now)

    @property
    def saved_searches(self) -> SqlSavedSearches:
        return SqlSavedSearches(self.connection, self.now)

    @property
    def enrollments(self) -> SqlEnrollments:
        return SqlEnrollments(self.connection)

    @property
    def ledger(self) -> SqlLedger:
        return SqlLedger(self.connection, self.now)

    @property
    def provisions(self) -> SqlProvisions:
        return SqlProvisions(self.connection, self.now)

    @property
    def queues(self) -> SqlQueues:
        return SqlQueues(self.connection, self.now)

    @property
    def daily(self) -> SqlDaily:
        return SqlDaily(self.connection, self.now)

    @property
    def prolongations(self) -> SqlProlongations:
        return SqlProlongations(self.connection, self.now)

    @property
    def digests(self) -> SqlDigests:
        return SqlDigests(self.connection)

    @property
    def outbox(self) -> SqlOutbox:
        return SqlOutbox(self.connection, self.now)

    @property
    def parked(self) -> SqlParked:
        return SqlParked(self.connection, self.now)

    @property
    def audit(self) -> SqlAudit:
        return SqlAudit(self.connection)

    @property
    def watch(self) -> SqlWatch:
        return SqlWatch(self.connection, self.now)

    @property
    def trail(self) -> SqlTrail:
        return SqlTrail(self.connection, self.now)
