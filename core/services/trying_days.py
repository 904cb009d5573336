"""Trying daily runs: performed in full in one transaction, counted, for the caller to undo."""

from __future__ import annotations

from datetime import date

from core.domain.actor import Act, Actor
from core.domain.daily import CHUNK
from core.domain.ids import MunicipalityId
from core.domain.trial import Trial
from core.ports.unit_of_work import UnitOfWork
from core.services.access import ensure_may_in
from core.services.daily_run import advance_daily_run


def try_days(
    uow: UnitOfWork,
    actor: Actor,
    municipality: MunicipalityId,
    through: date,
    *,
    chunk: int = CHUNK,
) -> Trial:
    """Perform every daily run up to `through` that is not done yet, and say what it did.

    It is the run itself and not a forecast, so it has to be rolled back by whoever calls it.
    Other writers of these rows wait until then.

    Raises:
        NotAllowed: Another municipality's run.
        DateNotReached: `through` is after today there.
    """
    ensure_may_in(uow, actor, Act.RUN_DAY, municipality)
    position = uow.daily.locked_position(municipality)
    before, written = uow.daily.standing(municipality), uow.daily.written(municipality)
    while not advance_daily_run(uow, actor, municipality, through, chunk).finished:
        pass
    first = None if position is None else position.on
    days = 0 if first is None else max(0, (through - first).days + 1)
    after = uow.daily.standing(municipality)
    return Trial(first, days, before, after, uow.daily.written(municipality).since(written))
