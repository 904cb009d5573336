"""`kruzhok certificate`: the registry of children's certificates and their money."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
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
    from core.domain.actor import Act, Actor
    from core.domain.certificate import Certificate
    from core.domain.ids import CertificateId
    from core.ports.unit_of_work import UnitOfWork
    from core.services.queues import Funding

certificates = typer.Typer(cls=OneLineGroup, help="Children's certificates and their money.")


class Because(StrEnum):
    """Reasons that somebody may give; who is of age is found by the daily run."""

    MOVED = "MOVED"
    WISH = "WISH"


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


@certificates.command()
def fund(number: Number, *, dry_run: DryRun = False, as_json: AsJson = False) -> None:
    """Give a certificate the nominal of its category in every open period, or a place in the queue.

    Needs KRUZHOK_ACTOR: its municipality, an operator, or its family. Funding a funded or a
    waiting certificate changes nothing.
    """
    from core.domain.actor import Act, Family
    from core.services import certificates
    from core.services.certificate_looks import certificate_for
    from office.opening import as_actor

    def act(uow: UnitOfWork, actor: Actor) -> Funding:
        if isinstance(actor, Family):
            asked = certificate_for(uow, actor, Act.ASK_FUNDING, number)
            return certificates.ask_funding(uow, actor, asked.id)
        found = certificate_for(uow, actor, Act.FUND_CERTIFICATE, number)
        return certificates.fund_certificate(uow, actor, found.id)

    funding = as_actor(lambda acting: acting.perform(act, acting.actor), dry_run=dry_run)
    say_certificate(number, funding, dry_run=dry_run, as_json=as_json)


@certificates.command()
def unfund(number: Number, *, dry_run: DryRun = False, as_json: AsJson = False) -> None:
    """Take the money back on the holder's wish, while none of it is reserved or debited.

    Needs KRUZHOK_ACTOR: its municipality, an operator, or its family. A certificate without
    money is left as it is.
    """
    from core.domain.actor import Act
    from core.services.unfunding import unfund_certificate

    _change(number, Act.UNFUND_CERTIFICATE, unfund_certificate, dry_run=dry_run, as_json=as_json)


@certificates.command()
def freeze(number: Number, *, dry_run: DryRun = False, as_json: AsJson = False) -> None:
    """Freeze a certificate: requests are refused, what is available goes back.

    Needs KRUZHOK_ACTOR=municipality:CODE:NAME. Refused while a contract is active. A frozen
    one is left as it is.
    """
    from core.domain.actor import Act
    from core.services.freezing import freeze_certificate

    _change(number, Act.FREEZE_CERTIFICATE, freeze_certificate, dry_run=dry_run, as_json=as_json)


@certificates.command()
def unfreeze(number: Number, *, dry_run: DryRun = False, as_json: AsJson = False) -> None:
    """Unfreeze a certificate in a later period: money if there is room, else the queue.

    Needs KRUZHOK_ACTOR=municipality:CODE:NAME. An active one is left as it is.
    """
    from core.domain.actor import Act
    from core.services.freezing import unfreeze_certificate

    _change(number, Act.FREEZE_CERTIFICATE, unfreeze_certificate, dry_run=dry_run, as_json=as_json)


@certificates.command()
def close(
    number: Number,
    because: Annotated[Because, typer.Option(help="Why it is closed.")],
    *,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Close a certificate: requests are refused, what is available lapses; it stays on record.

    Needs KRUZHOK_ACTOR=municipality:CODE:NAME. Refused while a contract is active. A closed
    one is left as it is.
    """
    from core.domain.actor import Act
    from core.domain.certificate import ClosingReason
    from core.services.closing import close_certificate

    def act(uow: UnitOfWork, actor: Actor, id: CertificateId) -> Certificate:
        return close_certificate(uow, actor, id, ClosingReason(because.value))

    _change(number, Act.CLOSE_CERTIFICATE, act, dry_run=dry_run, as_json=as_json)


def _change(
    number: str,
    asks: Act,
    change: Callable[[UnitOfWork, Actor, CertificateId], Certificate | Funding],
    *,
    dry_run: bool,
    as_json: bool,
) -> None:
    from core.services.certificate_looks import certificate_for
    from core.services.queues import Funding
    from office.opening import as_actor

    def act(uow: UnitOfWork, actor: Actor) -> Certificate | Funding:
        return change(uow, actor, certificate_for(uow, actor, asks, number).id)

    changed = as_actor(lambda acting: acting.perform(act, acting.actor), dry_run=dry_run)
    funding = changed if isinstance(changed, Funding) else Funding(changed)
    say_certificate(number, funding, dry_run=dry_run, as_json=as_json)


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
