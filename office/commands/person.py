"""`kruzhok person`: erasing what is known of a child."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from office.console import AsJson, DryRun, OneLineGroup, answer, answer_change
from office.parameters import Number
from office.said import say
from office.tables import table

if TYPE_CHECKING:
    from core.domain.actor import Actor
    from core.ports.unit_of_work import UnitOfWork
    from office.opening import Opened

persons = typer.Typer(cls=OneLineGroup, help="Erasing what is known of a person.")


@persons.command()
def erase(number: Number, *, dry_run: DryRun = False, as_json: AsJson = False) -> None:
    """Erase name, birth date and number of a child whose certificate is closed. Irrevocable.

    Certificate, contracts and every movement of money stay, of nobody. Needs KRUZHOK_ACTOR: the
    certificate's municipality or an operator. Again, the number is unknown.
    """
    from core.domain.actor import Act
    from core.services.certificate_looks import certificate_for
    from core.services.erasing import erase_child
    from office.opening import as_actor

    def act(uow: UnitOfWork, actor: Actor) -> int:
        certificate = certificate_for(uow, actor, Act.ERASE_CHILD, number)
        erase_child(uow, actor, certificate.id)
        return certificate.id

    certificate = as_actor(lambda acting: acting.perform(act, acting.actor), dry_run=dry_run)
    said = say("said-erased", {"number": number, "id": str(certificate)})
    document = {"certificate": certificate, "erased": not dry_run}
    answer_change(document, said, dry_run=dry_run, as_json=as_json)


@persons.command()
def repeat(
    file: Annotated[
        Path | None,
        typer.Argument(
            help="The noted erasures; else the file beside the database.",
            exists=True,
            dir_okay=False,
        ),
    ] = None,
    *,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Erase in a restored copy whoever was erased since; before anybody works with it.

    `kruzhok restore` does it by itself; this is for PostgreSQL. Again changes nothing.
    """
    from core.domain.actor import System
    from core.services.erasing import repeat_erasures
    from db.journal import journal_beside, journal_read
    from office.opening import in_database
    from office.trying import Trying

    async def work(opened: Opened) -> int:
        noted = journal_read(file or journal_beside(opened.settings.database_url))
        perform = Trying(opened.perform) if dry_run else opened.perform
        return await perform(repeat_erasures, System(), noted)

    again = in_database(work, create=False)
    said = say("said-erased-again", {"count": str(again)})
    answer_change({"erased_again": again}, said, dry_run=dry_run, as_json=as_json)


@persons.command()
def erased(*, as_json: AsJson = False) -> None:
    """Show which accounts and children were erased and when, by id. Needs KRUZHOK_ACTOR."""
    from core.services.erasing import noted_erasures
    from office.opening import as_actor

    found = as_actor(lambda acting: acting.read(noted_erasures, acting.actor))
    documents = [
        {"at": each.at.isoformat(), "kind": each.kind.value, "id": each.subject} for each in found
    ]
    rows = [[str(value) for value in each.values()] for each in documents]
    answer({"erasures": documents}, table(("at", "kind", "id"), rows), as_json=as_json)
