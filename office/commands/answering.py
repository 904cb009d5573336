"""`kruzhok enrollment confirm|refuse|offer|take-back`: what a provider answers and offers."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from core.domain.grounds import RefusalReason
from core.domain.ids import EnrollmentId, GroupId
from office.console import AsJson, DryRun, answer_change
from office.parameters import (
    EnrollmentNumber,
    GroupNumber,
    Number,
    day_option,
)

if TYPE_CHECKING:
    from core.domain.actor import Actor
    from core.domain.views import EnrollmentLine
    from core.ports.unit_of_work import UnitOfWork


def confirm(
    enrollment: EnrollmentNumber, *, dry_run: DryRun = False, as_json: AsJson = False
) -> None:
    """Conclude the contract that a parent asked for. Needs KRUZHOK_ACTOR=staff:ACCOUNT:INN.

    After the last possible day the request becomes EXPIRED instead. The same again changes
    nothing.
    """
    from core.services.answers import confirm_enrollment
    from office.enrollment_changes import change_enrollment

    change_enrollment(
        lambda uow, actor: confirm_enrollment(uow, actor, EnrollmentId(enrollment)),
        dry_run=dry_run,
        as_json=as_json,
    )


def refuse(
    enrollment: EnrollmentNumber,
    reason: Annotated[RefusalReason, typer.Option(help="The family is told.")],
    comment: Annotated[str, typer.Option(help="Told to the family, too; needed with OTHER.")] = "",
    *,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Refuse a request: place and money go back. Needs KRUZHOK_ACTOR=staff:ACCOUNT:INN.

    The same again changes nothing.
    """
    from core.services.answers import refuse_enrollment
    from office.enrollment_changes import change_enrollment

    change_enrollment(
        lambda uow, actor: refuse_enrollment(uow, actor, EnrollmentId(enrollment), reason, comment),
        dry_run=dry_run,
        as_json=as_json,
    )


def offer(
    number: Number,
    group: GroupNumber,
    start: Annotated[date, day_option("The child's first day.")],
    child: Annotated[str, typer.Option(help="The child's full name, surname first.")],
    *,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Offer a place to a child who came in person. Needs KRUZHOK_ACTOR=staff:ACCOUNT:INN.

    It takes no place and no money before the parent accepts. A wrong number, a wrong name and
    a child without a parent in the bot are answered alike. The same again changes nothing.
    """
    from core.domain.errors import DomainError
    from core.services.desk_offers import DeskChild, offer_place
    from office.enrollment_changes import line_of
    from office.enrollment_texts import document, report
    from office.opening import Acting, as_actor

    def act(uow: UnitOfWork, actor: Actor) -> EnrollmentLine | DomainError:
        offered = offer_place(uow, actor, DeskChild(number, child), GroupId(group), start)
        return offered if isinstance(offered, DomainError) else line_of(uow, actor, offered)

    async def work(acting: Acting) -> EnrollmentLine:
        done = await acting.perform(act, acting.actor)
        if isinstance(done, DomainError):
            raise done
        return done

    line = as_actor(work, dry_run=dry_run)
    answer_change(document(line), report(line), dry_run=dry_run, as_json=as_json)


def take_back(
    enrollment: EnrollmentNumber, *, dry_run: DryRun = False, as_json: AsJson = False
) -> None:
    """Take back what was offered at the desk. Needs KRUZHOK_ACTOR=staff:ACCOUNT:INN.

    Only before a parent accepts; nothing was taken, so nothing moves. The family is told. The
    same again changes nothing.
    """
    from core.services.taking_back import take_back_offer
    from office.enrollment_changes import change_enrollment

    change_enrollment(
        lambda uow, actor: take_back_offer(uow, actor, EnrollmentId(enrollment)),
        dry_run=dry_run,
        as_json=as_json,
    )
