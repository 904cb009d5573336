"""The daily run's part of prolongations: offers are made, and decided upon (ENR-10, LED-5).

They are made by the first run from their day on, and the period is marked. Contracts concluded
after that are asked about with their conclusion: so no later run needs to look for them.

Nowhere else does the run ask the rules about each contract by itself: what a family is offered
must be what a request of that day would be offered, and there is one place that knows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import dropwhile

from core.domain.daily import Position
from core.domain.eligibility import Reason
from core.domain.enrollment import Enrollment, Origin, State
from core.domain.funding import FundingPeriod
from core.domain.ids import EnrollmentId
from core.domain.notice import not_before
from core.domain.prolongation import Offer, Offers, Turn, decided, earliest_offers, turns
from core.ports.daily import Cursor, Today
from core.ports.enrollments import NewRequest
from core.ports.prolongations import EndingContracts
from core.ports.unit_of_work import UnitOfWork
from core.services.ceilings import warn_of_ceiling

# Each contract costs a few hundred microseconds, and a chunk's transaction at most 100 ms.
AT_ONCE_MAX = 100


def offer_prolongations(
    uow: UnitOfWork, today: Today, periods: Sequence[FundingPeriod]
) -> Cursor | None:
    """Offer the next chunk of contracts their prolongation, or tell their families why not.

    Whatever is concluded when it has passed is left to `offer_late`. Returns the cursor behind
    them, None when no contract is left and the period is marked. A contract that was looked at
    is never looked at again, because cursor and mark are kept in the same transaction.
    """
    for turn in _turns_ahead(today, periods):
        if not turn.offers_on(today.position.on):
            continue
        ending = uow.prolongations.ending(_at_once(today), turn)
        if ending is not None:
            _offer(uow, today, turn, ending)
            return ending.cursor
        uow.prolongations.mark_offered(today, turn)
    return None


def offer_late(uow: UnitOfWork, period: FundingPeriod, concluded: Enrollment) -> None:
    """Offer a contract its prolongation that is concluded after the run made the offers, or
    moves then into a group that goes on; or tell its family why not, as that run does. Where the
    run is still to come, because it is behind or today's hour is not there, it is left to it.

    To be called by whatever concludes a contract or moves it, with its certificate locked and
    the contract saved: so no run is amid. What is offered already is not offered again. Most are
    concluded before the `period` comes to its end, and that costs no statement.

    Raises:
        RequestRefused: The last room in a limit of the next period was taken at the same moment:
            trying again says why.
    """
    on = uow.today(period.zone)
    early = not period.offered and on < earliest_offers(period)
    if early or concluded.days.last != period.days.last:
        return
    for turn in turns(uow.municipalities.periods(period.municipality)):
        if turn.ending.id == period.id and turn.asks_late(concluded, on=on):
            if turn.is_left_to_run(concluded.id, uow.daily.position(period.municipality)):
                return
            parameters = period.parameters
            told_from = not_before(
                uow.now, period.zone, opens=parameters.notices_from, closes=parameters.notices_until
            )
            today = Today(Position(period.municipality, on), told_from, chunk=1)
            _offer(uow, today, turn, uow.prolongations.ending_one(today, turn, concluded.id))


def decide_prolongations(
    uow: UnitOfWork, today: Today, periods: Sequence[FundingPeriod]
) -> Cursor | None:
    """Conclude the next chunk of offers whose old contract ends today, or let them expire."""
    on = today.position.on
    for turn in _turns_ahead(today, periods):
        if not turn.decided_on <= on <= turn.following.days.last:
            continue
        waiting = uow.prolongations.waiting(_at_once(today), turn)
        if waiting is not None:
            parameters = turn.ending.parameters
            answers = [
                decided(offered, old, on=on, parameters=parameters)
                for offered, old in waiting.pairs
            ]
            uow.prolongations.decide(today, turn, answers)
            return waiting.cursor
    return None


def _turns_ahead(today: Today, periods: Sequence[FundingPeriod]) -> Iterator[Turn]:
    """From the turn on that the cursor, if there is one, stands in."""
    begun = today.position.after[:1]
    return dropwhile(lambda turn: begun not in {(), (turn.ending.id,)}, turns(periods))


def _at_once(today: Today) -> Today:
    return replace(today, chunk=min(today.chunk, AT_ONCE_MAX))


def _offer(uow: UnitOfWork, today: Today, turn: Turn, ending: EndingContracts) -> None:
    offers = Offers(turn, today.position.on, ending.standings)
    made: list[Offer] = []
    refused: dict[EnrollmentId, tuple[Reason, ...]] = {}
    for old in ending.contracts:
        answer = offers.make(old, ending.offerings[old.group])
        if isinstance(answer, Offer):
            made.append(answer)
        else:
            refused[old.id] = answer
    uow.prolongations.offer(today, turn, [_new(each, turn, today) for each in made])
    for provider in offers.nearly_used(each.old.provider for each in made):
        warn_of_ceiling(uow, provider, turn.following)
    percent = turn.following.parameters.low_percent
    low = {each.old.certificate for each in made if each.balance.is_low(percent=percent)}
    uow.prolongations.tell_low(today, turn, low)
    uow.prolongations.tell_reasons(today, turn, refused)


def _new(offer: Offer, turn: Turn, today: Today) -> NewRequest:
    """An offer that holds no place of its own: the old contract's is theirs together (ENR-6)."""
    old, on = offer.old, today.position.on
    return NewRequest(
        certificate=old.certificate,
        period=turn.following.id,
        group=old.group,
        module=old.module,
        provider=old.provider,
        # A run that is behind offers on a day on which the contract was not concluded yet.
        requested_on=max(on, old.concluded_on or on),
        terms=offer.terms,
        agreed=offer.agreed,
        key=f"prolong:{old.id}",
        direction=offer.direction,
        origin=Origin.PROLONGATION,
        continues=old.id,
        holds_place=False,
        state=State.OFFERED,
    )
