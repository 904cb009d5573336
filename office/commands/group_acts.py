"""`kruzhok group add|set`: when, where and for how many a module is taught."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from core.domain.drafts import GroupDraft
from core.domain.ids import GroupId, ModuleId
from office.commands import completeness
from office.commands.program import groups
from office.console import AsJson, DryRun, answer_change
from office.parameters import GroupNumber, parse_days
from office.program_options import NONE, ModuleNumber, parse_ages, parse_places, parse_slots

if TYPE_CHECKING:
    from core.domain.actor import Actor
    from core.domain.program import Offering
    from core.ports.unit_of_work import UnitOfWork

__all__ = ["completeness", "groups"]

Days = Annotated[
    str | None, typer.Option("--days", metavar="DATE..DATE", help="First and last day, or none.")
]
Places = Annotated[str | None, typer.Option("--places", metavar="NUMBER", help="All, or none.")]
Ages = Annotated[
    str | None, typer.Option("--ages", metavar="FROM-TO", help="Its own, or none: the program's.")
]
Address = Annotated[str | None, typer.Option("--address", help="Where the lessons are.")]
Slots = Annotated[
    list[str],
    typer.Option("--slot", metavar="LESSON", help="`Mon 16:00-17:00`, once for each; or none."),
]


@groups.command("add")
def add_group(  # noqa: PLR0913 - an option for each thing that a group has
    module: ModuleNumber,
    title: Annotated[str, typer.Argument(metavar="TITLE", help="As families read it.")],
    *,
    days: Days = None,
    places: Places = None,
    ages: Ages = None,
    address: Address = None,
    slot: Slots = [],  # noqa: B006 - typer's way of repeated options
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Enter a group of a module. Needs KRUZHOK_ACTOR=staff:ACCOUNT:INN, or an operator.

    It opens once days and places are known. The same again changes nothing; the same title
    with another content is refused.
    """
    from core.services import groups as services

    named = _named(title, days, places, ages, address, slot)
    draft = replace(GroupDraft(title, 0, None, None, None, "", ()), **named)

    def act(uow: UnitOfWork, actor: Actor) -> Offering:
        return services.add_group(uow, actor, ModuleId(module), draft)

    _change(act, dry_run=dry_run, as_json=as_json)


@groups.command("set")
def set_group(  # noqa: PLR0913 - an option for each thing that a group has
    group: GroupNumber,
    *,
    title: Annotated[str | None, typer.Option("--title", help="Another title.")] = None,
    days: Days = None,
    places: Places = None,
    ages: Ages = None,
    address: Address = None,
    slot: Slots = [],  # noqa: B006
    archived: Annotated[
        bool | None,
        typer.Option("--archived/--not-archived", help="Archived: no new requests, not shown."),
    ] = None,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Change a group. Needs KRUZHOK_ACTOR=staff:ACCOUNT:INN, or an operator.

    What is not named stays; lessons that are named replace all there were. Days stand still
    while children are enrolled; places do not fall below those taken. Families are told of
    another address or other lessons. The same again changes nothing.
    """
    from core.services import groups as services
    from core.services.registries import group_offered

    named = _named(title, days, places, ages, address, slot)

    def act(uow: UnitOfWork, actor: Actor) -> Offering:
        known = group_offered(uow, GroupId(group)).group
        draft = replace(services.group_draft(known), **named)
        kept = known.archived if archived is None else archived
        return services.change_group(uow, actor, GroupId(group), draft, archived=kept)

    _change(act, dry_run=dry_run, as_json=as_json)


def _named(
    title: str | None,
    days: str | None,
    places: str | None,
    ages: str | None,
    address: str | None,
    slots: list[str],
) -> dict[str, Any]:
    """What was typed, read; `none` takes a thing away."""
    typed: dict[str, tuple[str | None, Callable[[str], object]]] = {
        "days": (days, parse_days), "places": (places, parse_places), "ages": (ages, parse_ages),
    }  # fmt: skip
    named: dict[str, Any] = {
        name: None if text == NONE else read(text)
        for name, (text, read) in typed.items()
        if text is not None
    }
    if slots:
        named["slots"] = () if slots == [NONE] else parse_slots(slots)
    texts = {"title": title, "address": address}
    return named | {name: text for name, text in texts.items() if text is not None}


def _change(act: Callable[[UnitOfWork, Actor], Offering], *, dry_run: bool, as_json: bool) -> None:
    from office.opening import as_actor
    from office.program_texts import group_document, group_report

    offering = as_actor(lambda acting: acting.perform(act, acting.actor), dry_run=dry_run)
    answer_change(
        group_document(offering), group_report(offering), dry_run=dry_run, as_json=as_json
    )
