"""`kruzhok provider add|set|accept|refuse|suspend|resume|exclude`: what operators decide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from core.domain.drafts import ProviderDraft
from core.domain.program import ProviderKind, ProviderState
from core.domain.registering import ProviderDetails
from office.commands.provider import providers
from office.console import AsJson, DryRun, answer_change
from office.parameters import Inn
from office.said import in_words, yes_no
from office.tables import pairs

if TYPE_CHECKING:
    from core.domain.actor import Actor
    from core.domain.registries import RegisteredProvider
    from core.ports.unit_of_work import UnitOfWork
    from office.opening import Acting

__all__ = ["providers"]

Text = Annotated[str | None, typer.Option()]
Why = Annotated[str, typer.Option("--reason", help="Why; the provider asks the operator for it.")]
OfOperator = Annotated[
    bool | None,
    typer.Option(
        "--of-operator/--not-of-operator",
        help="The operator's own organisation: two operators certify its programs.",
    ),
]


@providers.command()
def add(  # noqa: PLR0913 - an option for each thing that REG-1 names
    inn: Inn,
    *,
    ogrn: Annotated[str, typer.Option(help="ОГРН, or ОГРНИП of a sole trader.")],
    name: Annotated[str, typer.Option(help="As families read it.")],
    full_name: Annotated[str, typer.Option(help="As the state register has it.")],
    kind: Annotated[ProviderKind, typer.Option()],
    municipality: Annotated[str, typer.Option(metavar="CODE")],
    address: Annotated[str, typer.Option()],
    bank_account: Annotated[str, typer.Option(metavar="DIGITS")],
    bank_bic: Annotated[str, typer.Option(metavar="DIGITS")],
    bank_name: Annotated[str, typer.Option()],
    licence: Text = None,
    of_operator: OfOperator = None,
    accept: Annotated[bool, typer.Option("--accept", help="Accept it at once.")] = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Enter a provider that asks for it: NEW. Needs KRUZHOK_ACTOR=operator:NAME.

    The same again changes nothing; the same ИНН with other data is refused.
    """
    from core.services.provider_registry import add_provider, move_provider
    from office.opening import as_actor

    draft = ProviderDraft(inn, ogrn, name, kind, municipality, address)
    details = ProviderDetails(
        full_name, licence, bank_account, bank_bic, bank_name, of_operator=bool(of_operator)
    )

    def act(uow: UnitOfWork, actor: Actor) -> dict[str, object]:
        added = add_provider(uow, actor, draft, details)
        if accept:
            move_provider(uow, actor, added.provider.id, ProviderState.ACTIVE)
        return _document(uow, actor, inn)

    document = as_actor(lambda acting: acting.perform(act, acting.actor), dry_run=dry_run)
    answer_change(document, _text(document), dry_run=dry_run, as_json=as_json)


@providers.command("set")
def set_provider(  # noqa: PLR0913 - an option for each thing that REG-1 names
    inn: Inn,
    *,
    ogrn: Text = None,
    name: Text = None,
    full_name: Text = None,
    kind: Annotated[ProviderKind | None, typer.Option()] = None,
    municipality: Annotated[str | None, typer.Option(metavar="CODE")] = None,
    address: Text = None,
    bank_account: Text = None,
    bank_bic: Text = None,
    bank_name: Text = None,
    licence: Text = None,
    of_operator: OfOperator = None,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Correct what is known of a provider. Needs KRUZHOK_ACTOR=operator:NAME.

    What is not named stays; an empty text is nothing. A refused provider asks again by it and
    is NEW. The same again changes nothing.
    """
    from office.opening import as_actor

    of_draft = {"ogrn": ogrn, "name": name, "kind": kind, "address": address,
                "municipality_code": municipality}  # fmt: skip
    of_details = {"full_name": full_name, "licence": licence, "of_operator": of_operator,
                  "bank_account": bank_account, "bank_bic": bank_bic,
                  "bank_name": bank_name}  # fmt: skip

    def act(uow: UnitOfWork, actor: Actor) -> dict[str, object]:
        _correct(uow, actor, inn, _named(of_draft), _named(of_details))
        return _document(uow, actor, inn)

    document = as_actor(lambda acting: acting.perform(act, acting.actor), dry_run=dry_run)
    answer_change(document, _text(document), dry_run=dry_run, as_json=as_json)


@providers.command()
def accept(inn: Inn, *, dry_run: DryRun = False, as_json: AsJson = False) -> None:
    """Take a new provider into the registry. Needs KRUZHOK_ACTOR=operator:NAME."""
    _move(inn, ProviderState.ACTIVE, "", dry_run=dry_run, as_json=as_json)


@providers.command()
def refuse(inn: Inn, reason: Why, *, dry_run: DryRun = False, as_json: AsJson = False) -> None:
    """Do not take a new provider; `provider set` lets it ask again. Needs KRUZHOK_ACTOR."""
    _move(inn, ProviderState.REFUSED, reason, dry_run=dry_run, as_json=as_json)


@providers.command()
def suspend(
    inn: Inn, reason: Why = "", *, dry_run: DryRun = False, as_json: AsJson = False
) -> None:
    """Stop new requests to a provider; what waits is refused, contracts run on.

    Needs KRUZHOK_ACTOR=operator:NAME. Stopped half-way and said again it goes on.
    """
    _move(inn, ProviderState.SUSPENDED, reason, dry_run=dry_run, as_json=as_json)


@providers.command()
def resume(inn: Inn, *, dry_run: DryRun = False, as_json: AsJson = False) -> None:
    """Let a suspended provider take requests again. Needs KRUZHOK_ACTOR=operator:NAME."""
    _move(inn, ProviderState.ACTIVE, "", dry_run=dry_run, as_json=as_json)


@providers.command()
def exclude(inn: Inn, reason: Why, *, dry_run: DryRun = False, as_json: AsJson = False) -> None:
    """Take a provider out of the registry: what waits is refused, contracts end (ENR-9).

    Needs KRUZHOK_ACTOR=operator:NAME. There is no way back. Stopped half-way and said again it
    goes on.
    """
    _move(inn, ProviderState.EXCLUDED, reason, dry_run=dry_run, as_json=as_json)


def _move(inn: str, state: ProviderState, reason: str, *, dry_run: bool, as_json: bool) -> None:
    from office.opening import as_actor

    async def work(acting: Acting) -> dict[str, object]:
        document = await acting.perform(_moved, acting.actor, inn, state, reason)
        while not dry_run and await acting.perform(_settled, acting.actor, inn):
            pass
        return document

    document = as_actor(work, dry_run=dry_run)
    answer_change(document, _text(document), dry_run=dry_run, as_json=as_json)


def _moved(
    uow: UnitOfWork, actor: Actor, inn: str, state: ProviderState, reason: str
) -> dict[str, object]:
    from core.services.provider_registry import move_provider
    from core.services.registries import provider_with_inn

    move_provider(uow, actor, provider_with_inn(uow, inn).provider.id, state, reason)
    return _document(uow, actor, inn)


def _settled(uow: UnitOfWork, actor: Actor, inn: str) -> bool:
    from core.services.registries import provider_with_inn
    from core.services.settling import settle_provider

    return settle_provider(uow, actor, provider_with_inn(uow, inn).provider.id) > 0


def _document(uow: UnitOfWork, actor: Actor, inn: str) -> dict[str, object]:
    """All that REG-1 knows of a provider, for operators."""
    from core.services.provider_registry import provider_details
    from core.services.registries import provider_with_inn

    known = provider_with_inn(uow, inn)
    details = provider_details(uow, actor, known.provider.id)
    return {
        "inn": inn,
        "ogrn": known.ogrn,
        "name": known.provider.name,
        "full_name": details.full_name,
        "kind": known.provider.kind.value,
        "state": known.provider.state.value,
        "reason": details.state_reason,
        "municipality": known.municipality_code,
        "address": known.address,
        "licence": details.licence,
        "bank_account": details.bank_account,
        "bank_bic": details.bank_bic,
        "bank_name": details.bank_name,
        "of_operator": details.of_operator,
    }


def _text(document: Mapping[str, object]) -> str:
    """The same for people: words instead of keys, nothing for what nobody wrote."""
    said = {**document, "kind": in_words(document["kind"]), "state": in_words(document["state"])}
    own = said.pop("of_operator")
    return pairs(
        *((name.replace("_", " "), value) for name, value in said.items() if value is not None),
        ("own organisation", yes_no(own)),
    )


def _draft(known: RegisteredProvider) -> ProviderDraft:
    provider = known.provider
    return ProviderDraft(
        known.inn, known.ogrn, provider.name, provider.kind, known.municipality_code, known.address
    )


def _correct(
    uow: UnitOfWork,
    actor: Actor,
    inn: str,
    of_draft: Mapping[str, Any],
    of_details: Mapping[str, Any],
) -> None:
    from core.services.provider_registry import correct_provider, provider_details
    from core.services.registries import provider_with_inn

    known = provider_with_inn(uow, inn)
    details = replace(provider_details(uow, actor, known.provider.id), **of_details)
    details = replace(details, licence=details.licence or None)
    correct_provider(uow, actor, replace(_draft(known), **of_draft), details)


def _named(typed: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in typed.items() if value is not None}
