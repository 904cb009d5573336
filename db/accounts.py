"""Accounts of the messenger with their roles, and what their chats were in the middle of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    bindparam,
    delete,
    or_,
    select,
    union,
    update,
)

from core.domain.consent import Consent
from core.domain.delivery import Delivery
from core.domain.ids import AccountId, CertificateId, MunicipalityId, ProviderId
from core.domain.invitation import LinkMode
from core.domain.notice import NoticeKind
from core.domain.roles import Holder, Role, RoleKind
from core.domain.views import Account, Presence
from db.among import among
from db.passing_words import opened_words, sealed_words
from db.prepared import Prepared
from db.presence import as_account, presence, roles
from db.statements import Columns, insert_once, set_row, upsert
from db.tables.base import Id
from db.tables.messages import accounts, conversations, links, operators, staff, switches
from db.tables.money import applications, certificates
from db.tables.registries import municipalities, providers

_ROLES = {
    RoleKind.CHILD: (links, links.c.certificate_id),
    RoleKind.PROVIDER: (staff, staff.c.provider_id),
    RoleKind.OPERATOR: (operators, operators.c.municipality_id),
}

_OWN = bindparam("account", type_=Id)
_ZONE = (
    select(municipalities.c.zone)
    .join(certificates, certificates.c.municipality_id == municipalities.c.id)
    .join(links, links.c.certificate_id == certificates.c.id)
    .where(links.c.account_id == _OWN)
    .order_by(certificates.c.id)
    .limit(1)
)
_CONSENTED = Prepared(
    select(
        accounts.c.consent_version, accounts.c.consented_at, _ZONE.scalar_subquery().label("zone")
    ).where(accounts.c.id == _OWN, accounts.c.consent_version.is_not(None))
)
_PLACES = Prepared(
    union(
        select(certificates.c.municipality_id)
        .join(links, links.c.certificate_id == certificates.c.id)
        .where(links.c.account_id == _OWN),
        select(providers.c.municipality_id)
        .join(staff, staff.c.provider_id == providers.c.id)
        .where(staff.c.account_id == _OWN),
        select(operators.c.municipality_id).where(operators.c.account_id == _OWN),
        select(applications.c.municipality_id).where(applications.c.account_id == _OWN),
    )
)


@dataclass(frozen=True, slots=True)
class SqlAccounts:
    connection: Connection

    def by_chat(self, chat: int) -> Account | None:
        """See `Accounts`; two statements."""
        return self._one(accounts.c.chat == chat)

    def presence(self, chat: int, delivery: Delivery | None) -> Presence | None:
        return presence(self.connection, chat, delivery)

    def by_id(self, id: AccountId) -> Account | None:
        return self._one(accounts.c.id == id)

    def places(self, id: AccountId) -> frozenset[MunicipalityId] | None:
        if self.connection.scalar(select(accounts.c.id).where(accounts.c.id == id)) is None:
            return None
        return frozenset(_PLACES(self.connection, {"account": id}).scalars())

    def page(self, *, page: int, size: int) -> tuple[Account, ...]:
        rows = self.connection.execute(
            select(accounts)
            .where(accounts.c.erased_at.is_(None))
            .order_by(accounts.c.id)
            .limit(size)
            .offset((page - 1) * size)
        )
        return self._with_roles(rows.all())

    def linked(
        self, certificates: Collection[CertificateId], *, acting: bool = False
    ) -> frozenset[CertificateId]:
        question = select(links.c.certificate_id).where(links.c.certificate_id.in_(certificates))
        if acting:
            question = question.where(links.c.mode == LinkMode.ACTING)
        return frozenset(self.connection.scalars(question.distinct()))

    def add(self, chat: int, *, language: str) -> Account:
        self.connection.execute(insert_once(accounts, {"chat": chat, "language": language}))
        row = self.connection.execute(select(accounts).where(accounts.c.chat == chat)).one()
        return self._with_roles([row])[0]

    def set_language(self, account: AccountId, language: str) -> bool:
        another = accounts.c.language != language
        changed = self.connection.execute(
            update(accounts).where(accounts.c.id == account, another).values(language=language)
        )
        return changed.rowcount > 0

    def consent(self, account: AccountId, *, version: str, at: datetime) -> bool:
        another = or_(accounts.c.consent_version.is_(None), accounts.c.consent_version != version)
        given = self.connection.execute(
            update(accounts)
            .where(accounts.c.id == account, another)
            .values(consent_version=version, consented_at=at)
        )
        return given.rowcount > 0

    def consented(self, account: AccountId) -> Consent | None:
        row = _CONSENTED(self.connection, {"account": account}).first()
        if row is None:
            return None
        zone = UTC if row.zone is None else ZoneInfo(row.zone)
        return Consent(row.consent_version, row.consented_at, zone)

    def link_child(
        self, account: AccountId, certificate: CertificateId, mode: LinkMode, *, at: datetime
    ) -> bool:
        new = upsert(links).values(
            account_id=account, certificate_id=certificate, mode=mode, linked_at=at
        )
        raised = new.on_conflict_do_update(
            index_elements=[links.c.account_id, links.c.certificate_id],
            set_={"mode": LinkMode.ACTING},
            where=and_(new.excluded.mode == LinkMode.ACTING, links.c.mode == LinkMode.LOOKING),
        )
        return self.connection.execute(raised).rowcount == 1

    def link_staff(self, account: AccountId, provider: ProviderId, *, at: datetime) -> None:
        link = {"account_id": account, "provider_id": provider, "linked_at": at}
        self.connection.execute(insert_once(staff, link))

    def link_operator(
        self, account: AccountId, municipality: MunicipalityId, *, name: str, at: datetime
    ) -> None:
        link = {"account_id": account, "municipality_id": municipality}
        self.connection.execute(insert_once(operators, {**link, "name": name, "linked_at": at}))

    def holders(self, role: Role) -> tuple[Holder, ...]:
        table, at = _ROLES[role.kind]
        rows = self.connection.execute(
            select(table).where(at == role.at).order_by(table.c.linked_at, table.c.account_id)
        )
        of_child = role.kind is RoleKind.CHILD
        return tuple(as_holder(row, LinkMode(row.mode) if of_child else None) for row in rows)

    def take_role(self, role: Role, account: AccountId) -> bool:
        table, at = _ROLES[role.kind]
        taken = delete(table).where(at == role.at, table.c.account_id == account)
        return self.connection.execute(taken).rowcount > 0

    def switched_off(self, account: AccountId) -> frozenset[NoticeKind]:
        kinds = _SWITCHED_OFF(self.connection, {"account": account}).scalars()
        return frozenset(NoticeKind(kind) for kind in kinds)

    def switch(self, account: AccountId, kind: NoticeKind, *, off: bool) -> bool:
        mine = switches.c.account_id == account, switches.c.kind == kind
        statement = (
            insert_once(switches, {"account_id": account, "kind": kind})
            if off
            else delete(switches).where(*mine)
        )
        return self.connection.execute(statement).rowcount > 0

    def _with_roles(self, rows: Sequence[Columns]) -> tuple[Account, ...]:
        roles: dict[int, list[Columns]] = defaultdict(list)
        for role in _ROLES_OF(self.connection, {"accounts": [row.id for row in rows]}):
            roles[role.account].append(role)
        return tuple(as_account(row, roles[row.id]) for row in rows)

    def _one(self, which: ColumnElement[bool]) -> Account | None:
        rows = self.connection.execute(
            select(accounts).where(which, accounts.c.erased_at.is_(None))
        )
        return next(iter(self._with_roles(rows.all())), None)


@dataclass(frozen=True, slots=True)
class SqlConversations:
    connection: Connection

    def of(self, account: AccountId) -> Mapping[str, str]:
        state = self.connection.scalar(
            select(conversations.c.state).where(conversations.c.account_id == account)
        )
        return opened_words(self.connection, state or {})

    def keep(self, account: AccountId, state: Mapping[str, str]) -> None:
        if state:
            sealed = sealed_words(self.connection, state)
            set_row(self.connection, conversations, {"account_id": account}, state=sealed)
        else:
            self.connection.execute(
                delete(conversations).where(conversations.c.account_id == account)
            )


_ROLES_OF = Prepared(roles(lambda column: among(column, "accounts")))
_SWITCHED_OFF = Prepared(
    select(switches.c.kind).where(switches.c.account_id == bindparam("account"))
)


def as_holder(row: Columns, mode: LinkMode | None) -> Holder:
    """Of a row of any table of roles."""
    return Holder(row.account_id, row.linked_at, mode)
