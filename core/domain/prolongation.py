"""A contract goes on into the next period: when, on which terms, and what silence means (ENR-10).

Monday to Friday are working days here, as everywhere in the rules where no calendar of days off
is kept. The contract's own period says how many of them an offer comes ahead, and whether
silence is a yes: its rules are those under which the family is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from core.domain.calendar import ONE_DAY, working_days_before
from core.domain.daily import Position, Step
from core.domain.eligibility import Application, Commitment, Reason, reasons_against
from core.domain.enrollment import Enrollment, State
from core.domain.funding import FundingPeriod, Parameters, Prolongation
from core.domain.ids import CertificateId, EnrollmentId, ProviderId
from core.domain.ledger import Balance
from core.domain.limits import Ceiling
from core.domain.pricing import Calculation, Terms, calculate
from core.domain.program import Direction, Offering
from core.domain.standing import Standing

# The old contract's place and module are the new one's, so neither speaks against it.
EXEMPT = frozenset({Reason.NO_PLACES, Reason.ALREADY_ENROLLED})


@dataclass(frozen=True, slots=True)
class Turn:
    """The end of a period, and the period that contracts go on into."""

    ending: FundingPeriod
    following: FundingPeriod

    @property
    def offered_on(self) -> date:
        """The day from which on a run makes the offers. It waits until the next period opens,
        before which nobody has its money; if that is behind the old contracts' last day, their
        families are told that day why they do not go on.
        """
        days = self.ending.parameters.prolongation_working_days
        usual = working_days_before(self.following.days.first, days, ())
        return min(max(usual, self.following.opens_on), self.decided_on)

    @property
    def decided_on(self) -> date:
        """The old contracts' last day, whose run takes the answers."""
        return self.ending.days.last

    def answer_until(self, asked_on: date) -> date:
        """The last whole day for an answer: the run that decides begins the day after it.

        Who is asked on the old contract's last day itself, after that run, has this day: the
        next one decides.
        """
        return max(self.decided_on - ONE_DAY, asked_on)

    def offers_on(self, on: date) -> bool:
        """Whether the run of a day makes the offers: the first one from their day on, for what
        is set meanwhile may put that day into the past, and the period there even later.
        """
        return not self.ending.offered and self.offered_on <= on <= self.decided_on

    def asks_late(self, old: Enrollment, *, on: date) -> bool:
        """Whether a contract concluded on a day may be too late for the run that makes the
        offers: the day has come, or they are made.
        """
        to_the_end = old.state is State.ACTIVE and old.days.last == self.decided_on
        begun = self.ending.offered or self.offered_on <= on
        return to_the_end and begun and on <= self.decided_on

    def is_left_to_run(self, old: EnrollmentId, position: Position | None) -> bool:
        """Whether a run still to come makes the offer for a contract. A run that is behind
        does: it gives the next period's money before, which a conclusion of today would not find.
        """
        if self.ending.offered:
            return False
        if position is None:
            return True
        within = position.step is Step.OFFER and position.after[:1] == (self.ending.id,)
        passed = within and old <= position.after[1]
        return position.on <= self.decided_on and not passed


def earliest_offers(ending: FundingPeriod) -> date:
    """No offer out of a period is made before this day; asked without knowing what follows it."""
    days = ending.parameters.prolongation_working_days
    return working_days_before(ending.days.last + ONE_DAY, days, ())


def turns(periods: Iterable[FundingPeriod]) -> tuple[Turn, ...]:
    """Each period of a municipality with the one that comes after it."""
    in_order = sorted(periods, key=lambda period: period.days.first)
    return tuple(Turn(ending, following) for ending, following in pairwise(in_order))


@dataclass(frozen=True, slots=True)
class Offer:
    """A prolongation that nothing speaks against, and what its period's money is after it."""

    old: Enrollment
    terms: Terms
    agreed: Calculation
    direction: Direction | None
    balance: Balance


class Offers:
    """Offers of one turn, made one after another: each knows what those before it took."""

    def __init__(self, turn: Turn, on: date, standings: Mapping[CertificateId, Standing]) -> None:
        self._turn = turn
        self._on = on
        self._standings = dict(standings)
        any_child = next(iter(standings.values()), None)
        self._agreements = dict(any_child.agreements) if any_child else {}
        self._limits = dict(any_child.limits) if any_child else {}

    def make(self, old: Enrollment, offering: Offering) -> Offer | tuple[Reason, ...]:
        """The offer for one contract, or all reasons against it.

        It begins on the period's first day and is calculated as a request of this day would
        be, from the period's own money (ENR-4).
        """
        application = self._application(old, offering)
        reasons = reasons_against_prolonging(application)
        terms = application.terms
        if reasons or terms is None or application.days is None:
            return reasons or (Reason.DATES,)
        before = application.balance
        agreed = calculate(terms, start=application.start, available=before.available)
        share = agreed.certificate.total
        after = replace(
            before, available=before.available - share, reserved=before.reserved + share
        )
        self._take(old, application, agreed, after)
        direction = None if application.budget else offering.program.direction
        return Offer(old, terms, agreed, direction, after)

    def nearly_used(self, providers: Iterable[ProviderId]) -> tuple[ProviderId, ...]:
        """Those of them whose agreement's ceiling is nearly reached by now (REG-2)."""
        period = self._turn.following.id
        ceilings = ((each, self._agreements.get((each, period))) for each in set(providers))
        return tuple(
            sorted(each for each, ceiling in ceilings if ceiling and ceiling.nearly_reached)
        )

    def _application(self, old: Enrollment, offering: Offering) -> Application:
        standing = replace(
            self._standings[old.certificate], agreements=self._agreements, limits=self._limits
        )
        start = self._turn.following.days.first
        return standing.application(offering, start=start, today=self._on)

    def _take(
        self, old: Enrollment, application: Application, agreed: Calculation, after: Balance
    ) -> None:
        standing, period = self._standings[old.certificate], self._turn.following.id
        program, provider = application.offering.program, application.offering.provider.id
        bound = Commitment(old.module, program.registry, agreed.days)
        self._standings[old.certificate] = replace(
            standing,
            balances={**standing.balances, period: after},
            commitments=(*standing.commitments, bound),
        )
        self._commit(provider, agreed)
        counted = (provider,) if application.budget else (provider, program.direction)
        for limited in counted:
            limit = self._limits.get((period, limited))
            if limit is not None:
                self._limits[period, limited] = replace(limit, open=limit.open + 1)

    def _commit(self, provider: ProviderId, agreed: Calculation) -> None:
        key = (provider, self._turn.following.id)
        ceiling = self._agreements.get(key)
        if ceiling is not None:
            committed = ceiling.committed + agreed.certificate.total
            self._agreements[key] = Ceiling(ceiling.most, committed)


def reasons_against_prolonging(application: Application) -> tuple[Reason, ...]:
    """As against a request, but for the place and the module, and only in the next period:
    contracts that are over before it begins are not in the way, and what goes on from them
    will hold their places by then (ENR-6).
    """
    later = tuple(
        replace(bound, holds_place=True)
        for bound in application.commitments
        if bound.days.last >= application.start
    )
    in_next_period = replace(application, commitments=later)
    return tuple(reason for reason in reasons_against(in_next_period) if reason not in EXEMPT)


def decided(
    offered: Enrollment, old: Enrollment, *, on: date, parameters: Parameters
) -> Enrollment:
    """The offer on the old contract's last day: ACTIVE if the family said yes, or if its
    silence does; otherwise EXPIRED.

    Raises:
        WrongState: It does not wait for an answer.
    """
    accepted = offered.accepted_on is not None
    if accepted or silence_concludes(offered, old, parameters):
        concluded, _ = offered.confirmed(on=on)
        return concluded
    return offered.expired()


def silence_concludes(offered: Enrollment, old: Enrollment, parameters: Parameters) -> bool:
    """Whether no answer means yes."""
    silent = parameters.prolongation is Prolongation.SILENCE
    return silent and costs_no_more(offered.agreed, old.agreed)


def costs_no_more(new: Calculation, old: Calculation) -> bool:
    """Whether the parent's share per day did not grow; one kopeck is rounding.

    `F' * D <= F * D' + D`, whole numbers on both sides.
    """
    days, new_days = len(old.days), len(new.days)
    return new.parent.total.kopecks * days <= old.parent.total.kopecks * new_days + days


def ends_by_itself(offered: Enrollment, *, on: date) -> bool:
    """An offer that waits, or a contract that has not begun: what a termination of the old
    contract takes with it.
    """
    begun = offered.days.first <= on
    return offered.state is State.OFFERED or (offered.state is State.ACTIVE and not begun)
