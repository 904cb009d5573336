"""Contracts that go on into the next period, a chunk at a time (ENR-10)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Date,
    and_,
    bindparam,
    case,
    func,
    insert,
    literal,
    select,
    update,
)

from core.domain.eligibility import Reason
from core.domain.enrollment import Enrollment, Origin, State
from core.domain.ids import CertificateId, EnrollmentId, GroupId
from core.domain.ledger import EntryKind
from core.domain.notice import NoticeKind
from core.domain.program import Offering
from core.domain.prolongation import Turn
from core.ports.daily import Today
from core.ports.enrollments import NewRequest
from core.ports.prolongations import EndingContracts, WaitingOffers
from db.contracts import ENROLLMENTS, as_enrollment, request_columns
from db.daily.concluding import conclude_offers, expire_offers
from db.daily.funding import mark_period
from db.daily.posting import Movements, key, post, reserved_by_request
from db.daily.recording import record_offers
from db.daily.runs import Run
from db.daily.telling import tell_families
from db.many_standings import standings
from db.offerings import OFFERINGS, offerings
from db.tables.base import held
from db.tables.enrollments import RUNNING_ROWS, WAITING_ROWS, enrollments
from db.tables.money import balances
from db.tables.registries import groups

_old = enrollments.alias("old")

_GROUPS = OFFERINGS.where(groups.c.id.in_(bindparam("groups", expanding=True)))
_OFFER = insert(enrollments)
# Every offer that is not decided yet, of whatever period.
OFFERED_PROLONGATIONS = and_(
    WAITING_ROWS,
    held(enrollments.c.state, State.OFFERED),
    held(enrollments.c.origin, Origin.PROLONGATION),
)


@dataclass(frozen=True, slots=True)
class SqlProlongations:
    connection: Connection
    now: datetime

    def ending(self, today: Today, turn: Turn) -> EndingContracts | None:
        """See `Prolongations`. The chunk is cut before it is looked at, so that a period whose
        groups mostly end with it is walked through in short transactions too.
        """
        run = self._run(today)
        behind = and_(_ends_with(turn), enrollments.c.id > _after(run, turn))
        ids = select(enrollments.c.id).where(behind).order_by(enrollments.c.id).limit(run.chunk)
        last = self.connection.scalar(select(func.max(ids.subquery().c.id)))
        if last is None:
            return None
        return self._going_on(run, turn, (behind, enrollments.c.id <= last), last)

    def mark_offered(self, today: Today, turn: Turn) -> None:
        """See `Prolongations`."""
        mark_period(self._run(today), turn.ending.id, "offer", offered=True)

    def ending_one(self, today: Today, turn: Turn, id: EnrollmentId) -> EndingContracts:
        which = (_ends_with(turn), enrollments.c.id == id)
        return self._going_on(self._run(today), turn, which, id)

    def _going_on(
        self, run: Run, turn: Turn, which: tuple[ColumnElement[bool], ...], last: int
    ) -> EndingContracts:
        continued = select(_old.c.id).where(_old.c.continues_id == enrollments.c.id)
        rows = self.connection.execute(
            ENROLLMENTS.join(groups, groups.c.id == enrollments.c.group_id)
            .where(*which, groups.c.last_day >= turn.following.days.first, ~continued.exists())
            .order_by(enrollments.c.id)
        )
        contracts = tuple(as_enrollment(row) for row in rows)
        return EndingContracts(
            contracts,
            self._offerings({contract.group for contract in contracts}),
            standings(
                self.connection,
                {contract.certificate for contract in contracts},
                period=turn.following.id,
                on=run.on,
                now=self.now,
            ),
            (turn.ending.id, last),
        )

    def offer(self, today: Today, turn: Turn, offers: Sequence[NewRequest]) -> None:
        """See `Prolongations`."""
        if not offers:
            return
        run, period = self._run(today), turn.following.id
        rows = [request_columns(each) for each in offers]
        self.connection.execute(_OFFER, rows)
        new = and_(
            enrollments.c.period_id == period,
            enrollments.c.continues_id.in_([each.continues for each in offers]),
        )
        record_offers(run, new)
        reserved = (
            select(
                enrollments.c.certificate_id,
                enrollments.c.id.label("enrollment_id"),
                key("reserve", enrollments.c.id).label("key"),
                reserved_by_request().label("kopecks"),
                _answer_until(turn).label("on_day"),
            )
            .where(new)
            .subquery()
        )
        post(run, Movements(EntryKind.RESERVE, period, reserved))
        tell_families(run, NoticeKind.PROLONGATION_OFFERED, reserved, period=period)

    def tell_low(self, today: Today, turn: Turn, low: Collection[CertificateId]) -> None:
        """See `Prolongations`."""
        if not low:
            return
        untold = and_(
            balances.c.period_id == turn.following.id,
            balances.c.certificate_id.in_(sorted(low)),
            balances.c.low_told.is_(False),
        )
        rows = select(
            balances.c.certificate_id, balances.c.available_kopecks.label("rest_kopecks")
        ).where(untold)
        run, period = self._run(today), turn.following.id
        tell_families(run, NoticeKind.MONEY_LOW, rows.subquery(), period=period)
        self.connection.execute(update(balances).where(untold).values(low_told=True))

    def tell_reasons(
        self, today: Today, turn: Turn, refused: Mapping[EnrollmentId, tuple[Reason, ...]]
    ) -> None:
        """See `Prolongations`; one statement for all who are told the same."""
        alike: dict[tuple[Reason, ...], list[EnrollmentId]] = defaultdict(list)
        for contract, reasons in refused.items():
            alike[reasons].append(contract)
        run = self._run(today)
        for reasons, contracts in alike.items():
            rows = select(
                enrollments.c.certificate_id,
                enrollments.c.id.label("enrollment_id"),
                literal(turn.following.days.first).label("on_day"),
                literal(",".join(reasons)).label("codes"),
            ).where(enrollments.c.id.in_(contracts))
            kind = NoticeKind.PROLONGATION_IMPOSSIBLE
            tell_families(run, kind, rows.subquery(), period=turn.following.id)

    def waiting(self, today: Today, turn: Turn) -> WaitingOffers | None:
        """See `Prolongations`."""
        run = self._run(today)
        waiting = and_(
            enrollments.c.period_id == turn.following.id,
            OFFERED_PROLONGATIONS,
            enrollments.c.id > _after(run, turn),
            # Whoever was asked on the last day itself has it for an answer.
            enrollments.c.requested_on < run.on,
            _old.c.last_day <= run.on,
        )
        question = (
            select(enrollments.c.id, _old.c.id.label("old_id"))
            .join(_old, _old.c.id == enrollments.c.continues_id)
            .where(waiting)
            .order_by(enrollments.c.id)
            .limit(run.chunk)
        )
        found = self.connection.execute(question).all()
        if not found:
            return None
        by_id = self._by_id({each for pair in found for each in pair})
        pairs = tuple((by_id[offered], by_id[old]) for offered, old in found)
        return WaitingOffers(pairs, (turn.ending.id, found[-1].id))

    def decide(self, today: Today, turn: Turn, decided: Collection[Enrollment]) -> None:
        """See `Prolongations`."""
        run = self._run(today)
        expired = [each for each in decided if each.state is State.EXPIRED]
        if expired:
            expire_offers(run, turn, expired)
        concluded = [each for each in decided if each.state is State.ACTIVE]
        if concluded:
            conclude_offers(run, turn, concluded)

    def continuing(self, id: EnrollmentId) -> Enrollment | None:
        row = self.connection.execute(ENROLLMENTS.where(enrollments.c.continues_id == id)).first()
        return None if row is None else as_enrollment(row)

    def _offerings(self, ids: Collection[GroupId]) -> Mapping[GroupId, Offering]:
        found = offerings(self.connection, _GROUPS, groups=list(ids)) if ids else ()
        return {offering.group.id: offering for offering in found}

    def _by_id(self, ids: Collection[int]) -> Mapping[int, Enrollment]:
        rows = self.connection.execute(ENROLLMENTS.where(enrollments.c.id.in_(ids)))
        return {row.id: as_enrollment(row) for row in rows}

    def _run(self, today: Today) -> Run:
        return Run(self.connection, self.now, today)


def _ends_with(turn: Turn) -> ColumnElement[bool]:
    return and_(
        enrollments.c.period_id == turn.ending.id,
        RUNNING_ROWS,
        enrollments.c.state == State.ACTIVE.value,
        enrollments.c.last_day == turn.ending.days.last,
    )


def _answer_until(turn: Turn) -> ColumnElement[Any]:
    """See `Turn.answer_until`."""
    usual, asked_at_last = (turn.answer_until(day) for day in (date.min, turn.decided_on))
    at_last = enrollments.c.requested_on >= turn.decided_on
    return case((at_last, literal(asked_at_last, Date)), else_=literal(usual, Date))


def _after(run: Run, turn: Turn) -> int:
    """The last contract or offer of this turn that was looked at."""
    of_this_turn = run.after[:1] == (turn.ending.id,)
    return run.after[1] if of_this_turn else 0
