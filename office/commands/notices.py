"""`kruzhok notices`: messages that nobody knows to have arrived, and what becomes of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from core.domain.ids import NoticeId
from core.domain.parked import ParkedNotice, ParkedWhy
from office.console import (
    PAGE_SIZE,
    AsJson,
    DryRun,
    OneLineGroup,
    Page,
    Size,
    answer,
    answer_change,
)
from office.mistyped import misread
from office.parameters import ID_MAX
from office.said import minute_said, say
from office.tables import table

if TYPE_CHECKING:
    from core.domain.actor import Actor
    from core.ports.unit_of_work import UnitOfWork

notices = typer.Typer(
    cls=OneLineGroup,
    help="Messages to families and providers that were parked: look, send again, give up."
    " Needs KRUZHOK_ACTOR=operator:NAME.",
)
Ids = Annotated[list[int] | None, typer.Argument(min=1, max=ID_MAX, help="Ids of parked notices.")]
Why = Annotated[ParkedWhy | None, typer.Option(help="Only those parked for this reason.")]
OnceMore = Annotated[
    bool, typer.Option("--once-more", help="Also those that may have arrived twice already.")
]
AT_ONCE = 1000
One = Callable[["UnitOfWork", "Actor", NoticeId], NoticeId]
NotYet = Callable[["UnitOfWork", "Actor", NoticeId], bool]
_HEAD = ("notice", "kind", "why", "sends", "written at", "account", "enrollment")


@notices.command()
def parked(
    why: Why = None, page: Page = 1, size: Size = PAGE_SIZE, *, as_json: AsJson = False
) -> None:
    """Show parked notices by their ids, oldest first. Needs KRUZHOK_ACTOR."""
    from core.services.parked_notices import parked_page
    from office.opening import as_actor

    count, found = as_actor(
        lambda acting: acting.read(parked_page, acting.actor, why, page=page, size=size)
    )
    documents = [_document(each) for each in found]
    shown = {"parked": count, "notices": documents, "page": page, "size": size}
    answer(
        shown, f"{say('said-parked', {'count': str(count)})}\n{_table(documents)}", as_json=as_json
    )


@notices.command()
def retry(
    ids: Ids = None,
    why: Why = None,
    *,
    once_more: OnceMore = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Send notices once more. One that may have arrived says so. Needs KRUZHOK_ACTOR.

    One of a kind that its account switched off meanwhile is not sent.

    Name their ids, or all of a reason with --why. Those not parked (any more) stay as they are and
    are named. So do those that may have arrived twice already: they go a third time only with
    --once-more.
    """
    from core.services.parked_notices import may_have_arrived_twice, retry_notice

    def not_yet(uow: UnitOfWork, actor: Actor, id_: NoticeId) -> bool:
        return not once_more and may_have_arrived_twice(uow, actor, id_)

    again = partial(retry_notice, once_more=once_more)
    _change("retried", again, ids, why, not_yet, dry_run=dry_run, as_json=as_json)


@notices.command()
def drop(
    ids: Ids = None, why: Why = None, *, dry_run: DryRun = False, as_json: AsJson = False
) -> None:
    """Give notices up: they are never sent. Needs KRUZHOK_ACTOR.

    Name their ids, or all of a reason with --why. Those not parked (any more) stay as they are and
    are named.
    """
    from core.services.parked_notices import drop_notice

    _change("dropped", drop_notice, ids, why, dry_run=dry_run, as_json=as_json)


def _change(
    done: str,
    one: One,
    ids: Ids,
    why: Why,
    not_yet: NotYet = lambda *_: False,
    *,
    dry_run: bool,
    as_json: bool,
) -> None:
    from core.services.parked_notices import is_parked, parked_page
    from office.opening import as_actor

    if bool(ids) == (why is not None):
        raise misread("notices")

    def act(uow: UnitOfWork, actor: Actor) -> tuple[list[NoticeId], ...]:
        wanted = [NoticeId(id_) for id_ in dict.fromkeys(ids or ())]
        if why is not None:
            _, found = parked_page(uow, actor, why, page=1, size=AT_ONCE)
            wanted = [each.id for each in found]
        waiting = [id_ for id_ in wanted if is_parked(uow, actor, id_)]
        others = [id_ for id_ in wanted if id_ not in waiting]
        twice = [id_ for id_ in waiting if not_yet(uow, actor, id_)]
        return [one(uow, actor, id_) for id_ in waiting if id_ not in twice], others, twice

    changed, others, twice = as_actor(
        lambda acting: acting.perform(act, acting.actor), dry_run=dry_run
    )
    text = say(f"said-{done}", {"count": str(len(changed)), "ids": _listed(changed)})
    if others:
        text += f"\n{say('said-not-parked', {'ids': _listed(others)})}"
    if twice:
        text += f"\n{say('said-arrived-twice', {'ids': _listed(twice)})}"
    document = {done: changed, "not_parked": others, "may_have_arrived_twice": twice}
    answer_change(document, text, dry_run=dry_run, as_json=as_json)


def _listed(ids: Sequence[NoticeId]) -> str:
    return ", ".join(str(each) for each in ids) or "-"


def _document(notice: ParkedNotice) -> dict[str, object]:
    return {
        "notice": notice.id,
        "kind": notice.kind,
        "why": notice.why.value,
        "sends": notice.attempts,
        "written_at": notice.written_at.isoformat(timespec="seconds"),
        "account": notice.account,
        "enrollment": notice.enrollment,
    }


def _table(documents: Sequence[Mapping[str, object]]) -> str:
    said = [
        {
            **each,
            "why": say(f"parked-{each['why']}"),
            "written_at": minute_said(datetime.fromisoformat(str(each["written_at"]))),
        }
        for each in documents
    ]
    return table(
        _HEAD, [["-" if cell is None else cell for cell in each.values()] for each in said]
    )
