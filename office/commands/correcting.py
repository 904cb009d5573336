"""`kruzhok certificate set`: what was entered wrongly of a child is put right."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from office.commands.certificate_acts import certificates
from office.console import AsJson, DryRun, answer_change
from office.mistyped import misread
from office.parameters import Number, day_option

if TYPE_CHECKING:
    from core.domain.actor import Actor
    from core.ports.unit_of_work import UnitOfWork
    from core.services.certificate_looks import CertificateLook

BORN = day_option("The date of birth as the documents have it.", "--born")


@certificates.command("set")
def set_certificate(
    number: Number,
    name: Annotated[
        str | None, typer.Option(help="The full name as the documents have it.")
    ] = None,
    born: Annotated[date | None, BORN] = None,
    category: Annotated[
        str | None, typer.Option(help="Another category of the municipality, by name.")
    ] = None,
    *,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Correct a child's name, birth date or category. Needs KRUZHOK_ACTOR.

    Its municipality or an operator, once documents were seen. What is not named stays; number
    and money stay always. The category of a certificate with money changes after `unfund`. The
    same again changes nothing. A trial, of which nothing is kept, does not show what is on record.
    """
    from core.domain.actor import Act
    from core.services.certificate_looks import certificate_for, look_at_certificate
    from core.services.correcting import Correction, correct_certificate
    from core.services.registries import category_named
    from office.certificate_texts import correction_document, correction_report
    from office.opening import as_actor

    if name is None and born is None and category is None:
        raise misread("nothing-to-set", allowed="--name, --born, --category")

    def act(uow: UnitOfWork, actor: Actor) -> tuple[CertificateLook, CertificateLook]:
        found = certificate_for(uow, actor, Act.ISSUE_CERTIFICATE, number)
        known = uow.municipalities.categories(found.municipality)
        chosen = None if category is None else category_named(known, category).id
        before = look_at_certificate(uow, actor, number, recorded=False)
        correct_certificate(uow, actor, found.id, Correction(name, born, chosen))
        return before, look_at_certificate(uow, actor, number, recorded=False)

    looks = as_actor(lambda acting: acting.perform(act, acting.actor), dry_run=dry_run)
    # Of a trial nothing is kept: nobody sees what only a recorded look may show (section 3).
    document = correction_document(*looks, hidden=dry_run)
    text = correction_report(*looks, hidden=dry_run)
    answer_change(document, text, dry_run=dry_run, as_json=as_json)
