"""`kruzhok day`: the daily run of a date, and of all that were missed before it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from office.console import AsJson, DryRun, answer, answer_change
from office.mistyped import misread
from office.parameters import parse_day
from office.said import say

if TYPE_CHECKING:
    from core.domain.trial import Trial
    from core.domain.views import Municipality
    from office.opening import Acting


def day(
    municipality: Annotated[str, typer.Option(metavar="CODE", help="The municipality's code.")],
    through: Annotated[
        date, typer.Option("--date", parser=parse_day, metavar="DATE", help="Not after today.")
    ],
    *,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Perform the daily run of a civil date, and of missed ones before it. Needs KRUZHOK_ACTOR.

    Dates that are done already are not done again. Days that are over get their digests.

    --dry-run performs all of it in one transaction, counts, and undoes it: what families and
    providers do meanwhile waits for its end, so try a large backlog on a copy (`kruzhok backup`).
    What is counted holds for this moment; digests are not tried.
    """
    from office.opening import as_actor
    from office.trial_texts import trial_document, trial_text

    if not municipality.strip():
        raise misread("municipality-code")
    if dry_run:
        trial = as_actor(lambda acting: _try(acting, municipality, through), dry_run=True)
        document = trial_document(municipality, through, trial)
        answer_change(document, trial_text(municipality, through, trial), dry_run=True,
                      as_json=as_json)  # fmt: skip
        return
    first = as_actor(lambda acting: _run(acting, municipality, through))
    days = 0 if first is None else max(0, (through - first).days + 1)
    document = {
        "municipality": municipality,
        "date": through.isoformat(),
        "first": first.isoformat() if first is not None and days else None,
        "days": days,
    }
    if days:
        done = "said-days-done"
    else:
        done = "said-days-no-period" if first is None else "said-days-nothing"
    facts = {"code": municipality, "first": str(first), "last": str(through)}
    answer(document, say(done, facts), as_json=as_json)


async def _run(acting: Acting, code: str, through: date) -> date | None:
    """The first date that was run; None for a municipality that has no funding period yet."""
    from bot.schedule import close_days_over, run_days

    municipality = await _municipality(acting, code, through)
    before = await acting.perform(lambda uow: uow.daily.locked_position(municipality.id))
    await run_days(acting.perform, municipality.id, through, actor=acting.actor)
    await close_days_over(acting.perform, acting.read, municipality, actor=acting.actor)
    return None if before is None else before.on


async def _try(acting: Acting, code: str, through: date) -> Trial:
    from core.services.trying_days import try_days

    municipality = await _municipality(acting, code, through)
    return await acting.perform(try_days, acting.actor, municipality.id, through)


async def _municipality(acting: Acting, code: str, through: date) -> Municipality:
    """Raise NotFound or DateNotReached."""
    from zoneinfo import ZoneInfo

    from core.domain.calendar import civil_date
    from core.domain.errors import DateNotReached, NotFound

    municipality = await acting.read(lambda uow: uow.municipalities.by_code(code))
    if municipality is None:
        raise NotFound("municipality", code)
    if through > civil_date(acting.clock.now(), ZoneInfo(municipality.zone)):
        raise DateNotReached
    return municipality
