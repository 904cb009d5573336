"""`kruzhok account holders` and `unlink`: who holds a role, and taking it away."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from core.domain.ids import AccountId
from office.console import AsJson, DryRun, answer, answer_change
from office.mistyped import misread
from office.parameters import AccountNumber
from office.said import minute_said, say
from office.tables import table

if TYPE_CHECKING:
    from core.domain.actor import Actor
    from core.domain.roles import Role
    from core.ports.unit_of_work import UnitOfWork

Certificate = Annotated[str | None, typer.Option(help="The number of a child's certificate.")]
Inn = Annotated[str | None, typer.Option("--provider", help="A provider's ИНН.")]
Place = Annotated[
    str | None, typer.Option("--municipality", help="The code of a municipality: its operators.")
]


def holders(
    certificate: Certificate = None,
    provider: Inn = None,
    municipality: Place = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Show which accounts see a child, answer for a provider or are operators of a municipality.

    Needs KRUZHOK_ACTOR.
    """
    from core.services.roles import holders as holders_of
    from office.opening import as_actor

    def ask(uow: UnitOfWork, actor: Actor) -> list[dict[str, object]]:
        role = _role(uow, actor, certificate, provider, municipality)
        return [
            {
                "account": each.account,
                "mode": "-" if each.mode is None else each.mode.value,
                "since": each.since.isoformat(timespec="seconds"),
            }
            for each in holders_of(uow, actor, role)
        ]

    found = as_actor(lambda acting: acting.perform(ask, acting.actor))
    rows = [
        (
            str(each["account"]),
            each["mode"],
            minute_said(datetime.fromisoformat(str(each["since"]))),
        )
        for each in found
    ]
    answer({"holders": found}, table(("account", "mode", "since"), rows), as_json=as_json)


def unlink(
    account: AccountNumber,
    certificate: Certificate = None,
    provider: Inn = None,
    municipality: Place = None,
    *,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Take a role away from an account; again changes nothing. Needs KRUZHOK_ACTOR."""
    from core.services.roles import take_role
    from office.opening import as_actor

    def act(uow: UnitOfWork, actor: Actor) -> bool:
        role = _role(uow, actor, certificate, provider, municipality)
        return take_role(uow, actor, role, AccountId(account))

    taken = as_actor(lambda acting: acting.perform(act, acting.actor), dry_run=dry_run)
    said = say("said-role-lost" if taken else "said-role-none", {"account": str(account)})
    answer_change({"account": account, "taken": taken}, said, dry_run=dry_run, as_json=as_json)


def _role(
    uow: UnitOfWork,
    actor: Actor,
    certificate: str | None,
    inn: str | None,
    municipality: str | None,
) -> Role:
    from core.domain.errors import NotFound
    from core.domain.roles import Role, RoleKind
    from core.services.invitations import certificate_numbered
    from core.services.registries import municipality_coded

    if sum(each is not None for each in (certificate, inn, municipality)) != 1:
        raise misread("role")
    if certificate is not None:
        return Role(RoleKind.CHILD, certificate_numbered(uow, actor, certificate))
    if inn is not None:
        provider = uow.catalog.provider_by_inn(inn)
        if provider is None:
            raise NotFound("provider", inn)
        return Role(RoleKind.PROVIDER, provider.id)
    return Role(RoleKind.OPERATOR, municipality_coded(uow, str(municipality)).id)
