"""`kruzhok account`: accounts without a messenger, for trying things and for scripts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from core.domain.ids import AccountId, MunicipalityId, ProviderId
from core.domain.views import Account
from office.commands.roles import holders, unlink
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
from office.parameters import ID_MAX, AccountNumber
from office.said import yes_no
from office.tables import table

if TYPE_CHECKING:
    from core.domain.actor import Actor
    from core.ports.unit_of_work import UnitOfWork

Names = tuple[Mapping[ProviderId, str], Mapping[MunicipalityId, str]]

accounts = typer.Typer(
    cls=OneLineGroup,
    help="Accounts: ids and roles. People come through the bot; `add` and `accept` do without"
    " it, for trying things and for scripts. Needs KRUZHOK_ACTOR=operator:NAME.",
)
CHAT = typer.Option(min=1, max=ID_MAX, help="The private chat's id; invent one to try things.")
CONSENT = typer.Option(
    "--consent", help="Its person agreed to the processing of data: you vouch for it."
)


@accounts.command("list")
def list_accounts(page: Page = 1, size: Size = PAGE_SIZE, *, as_json: AsJson = False) -> None:
    """Show accounts by id and role, nothing personal. Needs KRUZHOK_ACTOR."""
    from core.services.account_registry import accounts_page
    from office.opening import as_actor

    def ask(uow: UnitOfWork, actor: Actor) -> list[dict[str, object]]:
        found = accounts_page(uow, actor, page=page, size=size)
        names = _names(uow, found)
        return [_document(account, names) for account in found]

    documents = as_actor(lambda acting: acting.read(ask, acting.actor))
    answer({"accounts": documents, "page": page, "size": size}, _table(documents), as_json=as_json)


@accounts.command()
def add(
    chat: Annotated[int, CHAT],
    language: Annotated[str, typer.Option(help="ru or en.")] = "ru",
    *,
    consent: Annotated[bool, CONSENT] = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Make an account as if somebody had written to the bot. Needs KRUZHOK_ACTOR.

    For trying things and for scripts. The same chat again is the same account.
    """
    from core.domain.errors import BadValue
    from core.services.account_registry import enter_account
    from office.opening import as_actor

    def act(uow: UnitOfWork, actor: Actor) -> dict[str, object]:
        if language not in {"ru", "en"}:
            raise BadValue("language", "ru or en")
        account = enter_account(uow, actor, chat, language, consented=consent)
        return _document(account, _names(uow, [account]))

    document = as_actor(lambda acting: acting.perform(act, acting.actor), dry_run=dry_run)
    answer_change(document, _table([document]), dry_run=dry_run, as_json=as_json)


# One payload of sixty-four begins with a dash and is no option for that.
@accounts.command(context_settings={"ignore_unknown_options": True})
def accept(
    account: AccountNumber,
    token: Annotated[str, typer.Argument(help="The invitation, with or without `i_`.")],
    *,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Link an account as if its person had pressed the invitation. Needs KRUZHOK_ACTOR.

    For trying things and for scripts. An invitation links once; a second time is refused.
    """
    from core.services.account_registry import accept_for_account
    from office.opening import as_actor

    def act(uow: UnitOfWork, actor: Actor) -> dict[str, object]:
        linked = accept_for_account(uow, actor, AccountId(account), token.removeprefix("i_"))
        return _document(linked, _names(uow, [linked]))

    document = as_actor(lambda acting: acting.perform(act, acting.actor), dry_run=dry_run)
    answer_change(document, _table([document]), dry_run=dry_run, as_json=as_json)


accounts.command()(holders)
accounts.command()(unlink)


def _names(uow: UnitOfWork, found: Sequence[Account]) -> Names:
    """ИНН of the providers and codes of the municipalities that the roles are at."""
    wanted = {provider for account in found for provider in account.staff_of}
    inns = uow.catalog.inns(wanted)
    return inns, {place.id: place.code for place in uow.municipalities.all()}


def _document(account: Account, names: Names) -> dict[str, object]:
    inns, codes = names
    return {
        "account": account.id,
        "consented": account.consented,
        "acts_for_children": len(account.acting),
        "looks_at_children": len(account.looking),
        "staff_of": [inns[provider] for provider in account.staff_of],
        "operator_of": sorted(codes[place] for place in account.operator_of),
    }


def _table(documents: Sequence[Mapping[str, object]]) -> str:
    head = ("account", "consented", "acts for", "looks at", "staff of", "operator of")
    return table(head, [[_cell(value) for value in each.values()] for each in documents])


def _cell(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(value) or "-"
    if isinstance(value, bool):
        return yes_no(value)
    return str(value)
