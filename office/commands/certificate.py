"""`kruzhok certificate`: the registry of children's certificates and their money."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated

import typer

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
from office.parameters import Code, Number, day_option
from office.said import say, yes_no
from office.tables import pairs, table

if TYPE_CHECKING:
    from core.domain.actor import Actor
    from core.domain.certificate import Certificate
    from core.ports.unit_of_work import UnitOfWork
    from core.services.queues import Funding

certificates = typer.Typer(cls=OneLineGroup, help="Children's certificates and their money.")
BORN = day_option("The child's date of birth.", "--born")


@certificates.command("list")
def list_certificates(
    municipality: Code, page: Page = 1, size: Size = PAGE_SIZE, *, as_json: AsJson = False
) -> None:
    """Show certificates of a municipality, newest first, without names.

    Needs KRUZHOK_ACTOR; the look is recorded for each of them.
    """
    from core.services.certificate_looks import CertificateLine, certificates_page
    from core.services.registries import municipality_coded
    from office.opening import as_actor

    def act(uow: UnitOfWork, actor: Actor) -> tuple[CertificateLine, ...]:
        place = municipality_coded(uow, municipality)
        return certificates_page(uow, actor, place.id, page=page, size=size)

    found = as_actor(lambda acting: acting.perform(act, acting.actor))
    documents = [{**_document(each.number, each.certificate), "linked": each.linked}
                 for each in found]  # fmt: skip
    rows = [[*list(each.values())[:-1], yes_no(each["linked"])] for each in documents]
    text = table(("number", "kind", "state", "valid until", "linked"), rows)
    answer({"certificates": documents, "page": page, "size": size}, text, as_json=as_json)


@certificates.command()
def show(number: Number, *, as_json: AsJson = False) -> None:
    """Show a certificate: the child, balances by period, every movement of money.

    Needs KRUZHOK_ACTOR: its family, its municipality or an operator. The look of anybody but
    the family is recorded.
    """
    from core.services.certificate_looks import look_at_certificate
    from office.certificate_texts import document, report
    from office.opening import as_actor

    look = as_actor(lambda acting: acting.perform(look_at_certificate, acting.actor, number))
    answer(document(look), report(look), as_json=as_json)


@certificates.command("add", short_help="The same as `issue`.")
@certificates.command()
def issue(
    municipality: Code,
    number: Number,
    name: Annotated[str, typer.Option(help="The child's full name, surname first.")],
    born: Annotated[date, BORN],
    category: Annotated[str, typer.Option(help="A category of the municipality, by name.")],
    *,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Enter a child into the registry; the new certificate holds no money yet.

    Needs KRUZHOK_ACTOR. The same child with the same number again changes nothing.
    """
    from core.services.certificates import issue_certificate
    from core.services.registries import category_named, municipality_coded
    from office.opening import as_actor

    def act(uow: UnitOfWork, actor: Actor) -> Certificate:
        place = municipality_coded(uow, municipality).id
        chosen = category_named(uow.municipalities.categories(place), category).id
        return issue_certificate(
            uow, actor, place, chosen, full_name=name, born_on=born, number=number
        )

    issued = as_actor(lambda acting: acting.perform(act, acting.actor), dry_run=dry_run)
    _say(number, issued, dry_run=dry_run, as_json=as_json)


@certificates.command()
def phone(
    number: Number,
    telephone: Annotated[str, typer.Argument(metavar="PHONE", help="Of a parent, as on paper.")],
    *,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Keep a parent's telephone, by which the family may link itself in the bot.

    Needs KRUZHOK_ACTOR. The same again changes nothing; another one takes its place.
    """
    from core.domain.actor import Act
    from core.services.certificate_looks import certificate_for
    from core.services.linking import set_phone
    from office.opening import as_actor

    def act(uow: UnitOfWork, actor: Actor) -> None:
        found = certificate_for(uow, actor, Act.ISSUE_CERTIFICATE, number)
        set_phone(uow, actor, found.id, telephone)

    as_actor(lambda acting: acting.perform(act, acting.actor), dry_run=dry_run)
    document, said = {"number": number}, say("said-telephone", {"number": number})
    answer_change(document, said, dry_run=dry_run, as_json=as_json)


def say_certificate(number: str, funding: Funding, *, dry_run: bool, as_json: bool) -> None:
    """A certificate that was changed, with its place in the queue if it waits."""
    place = {"place_in_queue": funding.place} if funding.place else {}
    _say(number, funding.certificate, place, dry_run=dry_run, as_json=as_json)


def _document(number: str, certificate: Certificate) -> dict[str, object]:
    return {
        "number": number,
        "kind": certificate.kind,
        "state": certificate.state,
        "valid_until": certificate.valid_until.isoformat(),
    }


def _say(
    number: str,
    certificate: Certificate,
    more: Mapping[str, object] = MappingProxyType({}),
    *,
    dry_run: bool,
    as_json: bool,
) -> None:
    document = {**_document(number, certificate), **more}
    text = pairs(*((name.replace("_", " "), value) for name, value in document.items()))
    answer_change(document, text, dry_run=dry_run, as_json=as_json)
