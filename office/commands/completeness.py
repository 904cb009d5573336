"""`kruzhok group completeness`: how much of a month's lessons a group got."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from core.domain.calendar import Month
from core.domain.ids import GroupId
from office.commands.program import groups
from office.console import AsJson, DryRun, answer_change
from office.parameters import GroupNumber, month_argument

if TYPE_CHECKING:
    from core.domain.actor import Actor
    from core.ports.unit_of_work import UnitOfWork
    from core.services.completeness import MonthOfGroup


@groups.command()
def completeness(
    group: GroupNumber,
    month: Annotated[Month, month_argument("One that has begun, such as 2026-10.")],
    percent: Annotated[
        int, typer.Argument(metavar="PERCENT", min=0, max=100, help="Of the month's lessons.")
    ],
    *,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Say how much of a month's lessons was given. Needs KRUZHOK_ACTOR=staff:ACCOUNT:INN.

    Nothing moves: the difference returns when the month's invoice is paid. Families to whose
    certificates another sum comes back are told. Another number corrects it until then, and the
    one before stays on record. The same again changes nothing.
    """
    from core.services.completeness import enter_completeness, month_of_group
    from office.completeness_texts import month_document, month_report
    from office.opening import as_actor

    def act(uow: UnitOfWork, actor: Actor) -> MonthOfGroup:
        enter_completeness(uow, actor, GroupId(group), month, percent)
        return month_of_group(uow, actor, GroupId(group), month)

    found = as_actor(lambda acting: acting.perform(act, acting.actor), dry_run=dry_run)
    answer_change(month_document(found), month_report(found), dry_run=dry_run, as_json=as_json)
