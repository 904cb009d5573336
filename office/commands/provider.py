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
    """Show a provider."""
    from core.services.registries import provider_with_inn
    from office.opening import in_database

    document = _document(in_database(lambda opened: opened.read(provider_with_inn, inn)))
    answer(document, pairs(*document.items()), as_json=as_json)


@providers.command()
def invite(inn: Inn, *, dry_run: DryRun = False, as_json: AsJson = False) -> None:
    """Make an invitation to answer requests for a provider: one use, 72 hours.

    Needs KRUZHOK_ACTOR: an operator, or staff of the provider. Each call makes another.
    """
    from core.services.invitations import invite_staff
    from core.services.registries import provider_with_inn
    from office.opening import as_actor

    def act(uow: UnitOfWork, actor: Actor) -> NewInvitation:
        return invite_staff(uow, actor, provider_with_inn(uow, inn).provider.id)

    invitation = as_actor(lambda acting: acting.perform(act, acting.actor), dry_run=dry_run)
    valid_until = invitation.valid_until_at.isoformat(timespec="seconds")
    payload = None if dry_run else f"i_{invitation.token}"
    document: dict[str, object] = {"inn": inn, "payload": payload, "valid_until": valid_until}
    text = f"/start {payload or 'i_…'}\nOne use, until {valid_until}."
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
