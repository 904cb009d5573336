"""`kruzhok certificate fund|unfund|freeze|unfreeze|close`: what becomes of one with its money."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from office.commands.certificate import certificates, say_certificate
from office.console import AsJson, DryRun
from office.parameters import Number

if TYPE_CHECKING:
    from core.domain.actor import Act, Actor
    from core.domain.certificate import Certificate
    from core.domain.ids import CertificateId
    from core.ports.unit_of_work import UnitOfWork
    from core.services.queues import Funding

__all__ = ["certificates"]


class Because(StrEnum):
    """Reasons that somebody may give; who is of age is found by the daily run."""

    MOVED = "MOVED"
    WISH = "WISH"


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
