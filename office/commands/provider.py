"""`kruzhok provider`: organisations and sole traders in the registry, and their staff."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
from office.inviting import (
    HIDDEN_TOKEN,
    Anew,
    Another,
    if_open,
    invitation_document,
    invitation_text,
    shown_token,
)
from office.parameters import Inn
from office.tables import pairs, table

if TYPE_CHECKING:
    from core.domain.actor import Actor
    from core.domain.registries import RegisteredProvider
    from core.domain.views import NewInvitation
    from core.ports.unit_of_work import UnitOfWork

providers = typer.Typer(
    cls=OneLineGroup,
    help="Providers. They enter the registry with `provider add` or `import programs`.",
)


@providers.command("list")
def list_providers(page: Page = 1, size: Size = PAGE_SIZE, *, as_json: AsJson = False) -> None:
    """Show providers by name."""
    from core.services.registries import providers_page
    from office.opening import in_database

    found = in_database(lambda opened: opened.read(providers_page, page=page, size=size))
    text = table(
        ("inn", "name", "kind", "state", "municipality"),
        [
            (each.inn, each.provider.name, each.provider.kind, each.provider.state,
             each.municipality_code)
            for each in found
        ],
    )  # fmt: skip
    documents = [_document(each) for each in found]
    answer({"providers": documents, "page": page, "size": size}, text, as_json=as_json)


@providers.command()
def show(inn: Inn, *, as_json: AsJson = False) -> None:
    """Show a provider with its licence, and why it was refused, suspended or excluded."""
    from core.services.registries import provider_look
    from office.opening import in_database

    look = in_database(lambda opened: opened.read(provider_look, inn))
    told = {"licence": look.licence, "reason": look.reason}
    document = {**_document(look.registered), **told}
    said = {name: value for name, value in document.items() if name != "reason" or value}
    said["licence"] = look.licence or "-"
    answer(document, pairs(*said.items()), as_json=as_json)


@providers.command()
def invite(
    inn: Inn,
    *,
    anew: Anew = False,
    another: Another = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Make an invitation to answer requests for a provider: one use, 72 hours.

    Needs KRUZHOK_ACTOR: an operator, or staff of the provider. Refused while another one is open,
    unless --anew or --another says what to do.
    """
    from core.services.invitations import invite_staff
    from core.services.registries import provider_with_inn
    from office.opening import as_actor

    wish = if_open(anew=anew, another=another)

    def act(uow: UnitOfWork, actor: Actor) -> NewInvitation:
        return invite_staff(uow, actor, provider_with_inn(uow, inn).provider.id, if_open=wish)

    invitation = as_actor(lambda acting: acting.perform(act, acting.actor), dry_run=dry_run)
    payload = shown_token(invitation, dry_run=dry_run)
    document = {"inn": inn, "payload": payload, **invitation_document(invitation, wish)}
    text = invitation_text(f"/start {payload or HIDDEN_TOKEN}", invitation, document)
    answer_change(document, text, dry_run=dry_run, as_json=as_json)


def _document(each: RegisteredProvider) -> dict[str, object]:
    return {
        "inn": each.inn,
        "ogrn": each.ogrn,
        "name": each.provider.name,
        "kind": each.provider.kind,
        "state": each.provider.state,
        "municipality": each.municipality_code,
        "address": each.address,
    }
