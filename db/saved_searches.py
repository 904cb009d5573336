"""Searches that go on, what changed in the catalog, and what was told of it."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import (
    Connection,
    String,
    bindparam,
    case,
    cast,
    delete,
    insert,
    literal,
    select,
    update,
)

from core.domain.actor import Family
from core.domain.calendar import ONE_DAY
from core.domain.ids import (
    AccountId,
    CertificateId,
    MunicipalityId,
    PeriodId,
    ProgramId,
    SavedSearchId,
)
from core.domain.notice import NoticeKind
from core.domain.questions import name_of
from core.domain.saved_search import AGAIN_AFTER, LAG, News, SavedSearch
from core.domain.searching import Kind
from core.ports.saved_searches import KeptSearches, Searcher
from db.among import among
from db.balances import MONEY, as_balance, by_certificate
from db.conditions import Conditions, agreements_in, as_conditions
from db.drivers import is_alone
from db.looking import ASKED, CHILDREN
from db.maps import MUNICIPALITIES, by_name
from db.outbox import COLUMNS, head
from db.people import as_child
from db.periods import as_period
from db.prepared import Prepared
from db.search.believed import NOW_AND_PLACES, know
from db.search.full_ids import FULL
from db.standing import as_certificate
from db.statements import Columns, insert_each_once, insert_once, set_each
from db.tables.base import Id, Instant
from db.tables.messages import notices
from db.tables.money import certificates
from db.tables.periods import funding_periods
from db.tables.wishes import UNTOLD_NEWS, fresh_programs, saved_searches, search_news
from db.together import Together

# Of a notice, besides its head: whose child, on which day, which search.
_TOLD = ("certificate_id", "on_day", "codes")

_ONE = Prepared(select(saved_searches).where(saved_searches.c.id == bindparam("search", type_=Id)))
_LISTED = {
    "searches": select(saved_searches)
    .where(saved_searches.c.account_id == bindparam("account", type_=Id))
    .order_by(saved_searches.c.id),
    "children": CHILDREN,
    "money": MONEY,
    "agreed": agreements_in(
        funding_periods.c.municipality_id.in_(
            select(certificates.c.municipality_id).where(among(certificates.c.id, ASKED))
        )
    ),
    "places": MUNICIPALITIES,
}
_LIST = Together(**_LISTED)
# Whoever looks for free places has said so by a tap, mostly. Which groups are full is much to
# read, and read where one of these searches asks for it; where only its words do, it is asked anew.
_FOR_FREE_PLACES = (
    select(saved_searches.c.id)
    .where(
        saved_searches.c.account_id == bindparam("account", type_=Id),
        saved_searches.c.question.contains(name_of(Kind.FREE_PLACES)),
    )
    .exists()
)
_LIST_AND_INDEX = Together(
    **_LISTED,
    index=NOW_AND_PLACES,
    full=select(case((_FOR_FREE_PLACES, FULL.scalar_subquery())).label("ids")),
)


@dataclass(frozen=True, slots=True)
class SqlSavedSearches:
    connection: Connection
    now: datetime

    def of(self, account: AccountId) -> tuple[SavedSearch, ...]:
        rows = self.connection.execute(
            select(saved_searches)
            .where(saved_searches.c.account_id == account)
            .order_by(saved_searches.c.id)
        )
        return tuple(as_saved(row) for row in rows)

    def listed(self, of: Family) -> KeptSearches:
        given = {"account": of.account, ASKED: of.certificates}
        if is_alone(self.connection):
            found = _LIST_AND_INDEX(self.connection, given)
            know(self.connection, found["index"], found["full"][0].ids)
        else:
            found = _LIST(self.connection, given)
        money, agreed = by_certificate(found["money"]), as_conditions(found["agreed"])
        children = {
            CertificateId(row.id): self._searcher(row, money[row.id], agreed)
            for row in found["children"]
        }
        searches = tuple(as_saved(row) for row in found["searches"])
        return KeptSearches(searches, children, by_name(found["places"]))

    def get(self, id: SavedSearchId) -> SavedSearch | None:
        row = _ONE(self.connection, {"search": id}).first()
        return None if row is None else as_saved(row)

    def add(
        self,
        account: AccountId,
        certificate: CertificateId | None,
        question: Mapping[str, str],
        *,
        known: Collection[ProgramId],
        on: date,
    ) -> SavedSearch:
        written = json.dumps(dict(question), ensure_ascii=False, sort_keys=True)
        row = {
            "account_id": account,
            "certificate_id": certificate,
            "question": written,
            "saved_at": self.now,
            "looked_at": self.now - LAG,
        }
        new = self.connection.execute(insert_once(saved_searches, row)).rowcount > 0
        which = (saved_searches.c.account_id == account, saved_searches.c.question == written)
        saved = as_saved(self.connection.execute(select(saved_searches).where(*which)).one())
        if new and known:
            # As if told the day before, on which no notice of this search can have been left.
            before = on - ONE_DAY
            rows = [
                {"search_id": saved.id, "program_id": each, "told_on": before} for each in known
            ]
            self.connection.execute(insert_each_once(search_news), rows)
        return saved

    def drop(self, id: SavedSearchId) -> None:
        self.connection.execute(delete(search_news).where(search_news.c.search_id == id))
        self.connection.execute(delete(saved_searches).where(saved_searches.c.id == id))

    def note_change(self, *programs: ProgramId) -> None:
        rows = [{"program_id": each, "changed_at": self.now} for each in programs]
        if rows:
            self.connection.execute(set_each(fresh_programs), rows)

    def behind(self, *, most: int) -> tuple[tuple[SavedSearch, datetime], ...]:
        newer = (
            select(fresh_programs.c.program_id)
            .where(fresh_programs.c.changed_at > saved_searches.c.looked_at)
            .exists()
        )
        rows = self.connection.execute(
            select(saved_searches)
            .where(saved_searches.c.looked_at <= self.now - AGAIN_AFTER, newer)
            .order_by(saved_searches.c.looked_at, saved_searches.c.id)
            .limit(most)
        )
        return tuple((as_saved(row), row.looked_at) for row in rows)

    def changed(self, since: datetime) -> frozenset[ProgramId]:
        question = select(fresh_programs.c.program_id).where(fresh_programs.c.changed_at > since)
        return frozenset(self.connection.scalars(question))

    def keep(self, news: Collection[News]) -> None:
        """See `SavedSearches`; one that was dropped meanwhile keeps nothing."""
        looked = [each.search for each in news]
        there = select(saved_searches.c.id).where(saved_searches.c.id.in_(looked))
        left = set(self.connection.scalars(there.with_for_update()))
        rows = [
            {"search_id": each.search, "program_id": program, "told_on": None}
            for each in news
            if each.search in left
            for program in each.programs
        ]
        if rows:
            self.connection.execute(insert_each_once(search_news), rows)
        self.connection.execute(
            update(saved_searches)
            .where(saved_searches.c.id.in_(left))
            .values(looked_at=self.now - LAG)
        )

    def tell(
        self,
        municipality: MunicipalityId | None,
        *,
        today: date,
        not_before: datetime,
        most: int,
    ) -> int:
        has_news = select(search_news.c.program_id).where(
            search_news.c.search_id == saved_searches.c.id, UNTOLD_NEWS
        )
        due = select(saved_searches.c.id).where(
            has_news.exists(),
            saved_searches.c.told_on.is_(None) | (saved_searches.c.told_on < today),
        )
        if municipality is None:
            due = due.where(saved_searches.c.certificate_id.is_(None))
        else:
            due = due.join(
                certificates, certificates.c.id == saved_searches.c.certificate_id
            ).where(certificates.c.municipality_id == municipality)
        ids = self.connection.scalars(
            due.order_by(saved_searches.c.id).limit(most).with_for_update(of=saved_searches)
        ).all()
        if ids:
            self._tell(ids, today, not_before)
        return len(ids)

    def told(self, id: SavedSearchId, on: date) -> tuple[ProgramId, ...]:
        question = select(search_news.c.program_id).where(
            search_news.c.search_id == id, search_news.c.told_on == on
        )
        return tuple(self.connection.scalars(question.order_by(search_news.c.program_id)))

    def _searcher(self, row: Columns, money: Sequence[Columns], agreed: Conditions) -> Searcher:
        return Searcher(
            child=as_child(self.connection, as_certificate(row).child, row),
            zone=ZoneInfo(row.zone),
            periods=tuple(as_period(each) for each in money),
            balances={PeriodId(each.period_id): as_balance(each) for each in money},
            agreements=agreed.agreements,
        )

    def _tell(self, ids: Collection[int], today: date, not_before: datetime) -> None:
        kind = literal(NoticeKind.SEARCH_FOUND.value)
        telling = select(
            saved_searches.c.account_id,
            *head(
                saved_searches.c.account_id,
                kind,
                literal(not_before, Instant),
                literal(self.now, Instant),
            ),
            saved_searches.c.certificate_id,
            literal(today).label("on_day"),
            cast(saved_searches.c.id, String).label("codes"),
        ).where(saved_searches.c.id.in_(ids))
        columns = [*COLUMNS[:6], *(notices.c[name] for name in _TOLD)]
        self.connection.execute(insert(notices).from_select(columns, telling))
        self.connection.execute(
            update(search_news)
            .where(search_news.c.search_id.in_(ids), UNTOLD_NEWS)
            .values(told_on=today)
        )
        self.connection.execute(
            update(saved_searches).where(saved_searches.c.id.in_(ids)).values(told_on=today)
        )


def as_saved(row: Columns) -> SavedSearch:
    """Of a row of the table."""
    return SavedSearch(
        id=SavedSearchId(row.id),
        account=AccountId(row.account_id),
        certificate=row.certificate_id,
        question=json.loads(row.question),
    )
