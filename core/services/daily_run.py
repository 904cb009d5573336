"""The daily run: one call, one chunk, one transaction; killed anywhere, it goes on (LED-5)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from core.domain.actor import Act, Actor, Subject, ensure_may
from core.domain.calendar import ONE_DAY
from core.domain.daily import CHUNK, Position, Step, last_day_due
from core.domain.errors import DateNotReached
from core.domain.funding import FundingPeriod, parameters_on
from core.domain.ids import MunicipalityId
from core.domain.notice import not_before
from core.domain.views import Municipality
from core.ports.daily import Cursor, Today
from core.ports.unit_of_work import UnitOfWork
from core.services.prolongation_run import decide_prolongations, offer_prolongations


@dataclass(frozen=True, slots=True)
class Progress:
    """Where the runs of a municipality stand; `finished` when every date asked for is done.

    `position` is None for a municipality without a funding period.
    """

    position: Position | None
    finished: bool


def days_due(uow: UnitOfWork) -> tuple[tuple[Municipality, date], ...]:
    """Every municipality by name, and the last date whose run is due there (LED-5)."""
    periods = uow.municipalities.periods_everywhere()
    return tuple(
        (place, last_day_due(uow.now, ZoneInfo(place.zone), periods.get(place.id, ())))
        for place in uow.municipalities.all()
    )


def advance_daily_run(
    uow: UnitOfWork,
    actor: Actor,
    municipality: MunicipalityId,
    through: date,
    chunk: int = CHUNK,
    *,
    enough: Callable[[], bool] = lambda: False,
) -> Progress:
    """Do the rest of the next date, but at most one full chunk; call until finished.

    Missed dates are run one by one, in order, up to and including `through`. Dates that are
    done are not done again, by this or any other process. Ends behind a step, too, where it is
    `enough`.

    Raises:
        NotAllowed: Another municipality's run.
        DateNotReached: `through` is after today there.
    """
    ensure_may(actor, Act.RUN_DAY, Subject(municipality=municipality))
    position = uow.daily.locked_position(municipality)
    # Behind the lock: another process may have marked a period while this one waited.
    periods = uow.municipalities.periods(municipality)
    if not periods:
        uow.municipalities.by_id(municipality)
    elif through > uow.today(periods[0].zone):
        raise DateNotReached
    if position is None or position.on > through:
        return Progress(position, finished=True)
    begins = position == Position(municipality, position.on)
    if begins and not uow.certificates.of_municipality(municipality, page=1, size=1):
        # Every step is about certificates: where nobody has one, no date has anything to do.
        over = Position(municipality, through + ONE_DAY)
        _record(uow, actor, over)
        return _moved(uow, over, through)
    parameters = parameters_on(position.on, periods)
    told_from = not_before(
        uow.now, periods[0].zone, opens=parameters.notices_from, closes=parameters.notices_until
    )
    while True:
        today = Today(position, told_from, chunk)
        after = _STEPS[position.step](uow, today, periods)
        moved = position.moved(after)
        if after is not None or moved.on > position.on or enough():
            if moved.on > position.on:
                _record(uow, actor, moved)
            return _moved(uow, moved, through)
        position = moved


def _record(uow: UnitOfWork, actor: Actor, position: Position) -> None:
    # What was done to whom is recorded where it is done; here, who had the date run and when.
    last = (position.on - ONE_DAY).isoformat()
    uow.trail.record(actor, "run-day", f"municipality:{position.municipality}", date=last)


def _moved(uow: UnitOfWork, position: Position, through: date) -> Progress:
    uow.daily.move(position)
    return Progress(position, finished=position.on > through)


_Step = Callable[[UnitOfWork, Today, Sequence[FundingPeriod]], Cursor | None]

_STEPS: dict[Step, _Step] = {
    Step.CLOSE_CERTIFICATES: lambda uow, today, _: uow.daily.close_certificates(today),
    Step.CLOSE_ENROLLMENTS: lambda uow, today, _: uow.daily.close_enrollments(today),
    Step.RELEASE: lambda uow, today, _: uow.daily.release(today),
    Step.CONCLUDE: decide_prolongations,
    Step.EXPIRE: lambda uow, today, _: uow.daily.expire(today),
    Step.LAPSE: lambda uow, today, _: uow.daily.lapse(today),
    Step.GRANT: lambda uow, today, _: uow.daily.grant(today),
    Step.CHARGE: lambda uow, today, _: uow.daily.charge(today),
    Step.UNFUND: lambda uow, today, _: uow.daily.unfund(today),
    Step.REMIND: lambda uow, today, _: uow.daily.remind(today),
    Step.OFFER: offer_prolongations,
}
