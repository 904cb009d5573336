"""The operator keeps the registry of providers (REG-1, REG-2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace

from core.domain.actor import Act, Actor, Subject, ensure_may
from core.domain.drafts import ProviderDraft
from core.domain.errors import BadValue, NotFound
from core.domain.ids import ProviderId
from core.domain.notice import Facts, NoticeKind
from core.domain.program import Provider, ProviderKind, ProviderState
from core.domain.registering import (
    ProviderDetails,
    ensure_provider_may_become,
    ensure_registrable,
)
from core.domain.registries import RegisteredProvider
from core.domain.views import Municipality
from core.ports.unit_of_work import UnitOfWork
from core.services.certification import wait_for_requests
from core.services.noted import differences
from core.services.reasons_told import ensure_same_reason, reason_kept
from core.services.registries import EVERY, municipality_coded, note_what_is_taught

TRADERS = frozenset({ProviderKind.TRADER_WITH_STAFF, ProviderKind.TRADER_ALONE})
# What of a sole trader is a person's: how it is called, where it lives, its number, its account.
OF_A_PERSON = frozenset(
    {"name", "full_name", "address", "ogrn", "bank_account", "bank_bic", "bank_name"}
)


def provider_details(uow: UnitOfWork, actor: Actor, provider: ProviderId) -> ProviderDetails:
    """Licence, bank and the reason of its state, for operators; raise NotAllowed for others."""
    ensure_may(actor, Act.KEEP_PROVIDERS, Subject(provider=provider))
    return uow.providers.details(provider)


def add_provider(
    uow: UnitOfWork, actor: Actor, draft: ProviderDraft, details: ProviderDetails
) -> RegisteredProvider:
    """Enter an organisation or a sole trader that asks to be a provider: NEW, to be accepted.

    The same again returns the present one and changes nothing.

    Raises:
        NotAllowed: The actor is not an operator.
        NotFound: No such municipality.
        BadValue: Something that REG-1 asks for is missing or wrong, or the ИНН is registered
            with other data.
    """
    ensure_may(actor, Act.KEEP_PROVIDERS, Subject())
    place = municipality_coded(uow, draft.municipality_code)
    details = replace(details, state_reason=None)
    ensure_registrable(draft, details)
    known = uow.catalog.registered_provider(draft.inn)
    if known is not None:
        present = replace(uow.providers.details(known.provider.id), state_reason=None)
        if (_drafted(known), present) != (draft, details):
            raise BadValue("inn", "{given} is registered with other data", given=draft.inn)
        return known
    added = uow.providers.add(draft, details, municipality=place.id)
    uow.trail.record(actor, "add-provider", f"provider:{added}", after=ProviderState.NEW)
    return _registered(uow, draft.inn)


def correct_provider(
    uow: UnitOfWork, actor: Actor, draft: ProviderDraft, details: ProviderDetails
) -> RegisteredProvider:
    """Write down what changed of a provider; a refused one asks again by it and is NEW.

    The same again changes nothing.

    Raises:
        NotAllowed: The actor is not an operator.
        NotFound: No such provider or municipality.
        BadValue: Something that REG-1 asks for is missing or wrong.
        WrongState: It was excluded.
    """
    ensure_may(actor, Act.KEEP_PROVIDERS, Subject())
    place = municipality_coded(uow, draft.municipality_code)
    known = _registered(uow, draft.inn)
    provider = _locked(uow, known.provider.id)
    ensure_registrable(draft, details)
    before = uow.providers.details(provider.id)
    details = replace(details, state_reason=before.state_reason)
    if (_drafted(known), before) == (draft, details):
        return known
    if provider.state is ProviderState.EXCLUDED:
        ensure_provider_may_become(provider.state, ProviderState.NEW)
    _change(uow, actor, known, draft, before, details, place)
    if provider.state is ProviderState.REFUSED:
        _move(uow, actor, provider, ProviderState.NEW, reason=None)
    return _registered(uow, draft.inn)


def move_provider(
    uow: UnitOfWork, actor: Actor, provider: ProviderId, state: ProviderState, reason: str = ""
) -> Provider:
    """Accept, refuse, suspend, resume or exclude a provider (REG-2).

    From SUSPENDED and EXCLUDED on nobody can ask it for a place; what waits or runs there is
    ended by `settle_provider`, to be called until nothing is left. Its staff is told. The same
    again changes nothing.

    Raises:
        NotAllowed: The actor is not an operator.
        NotFound: No such provider.
        BadValue: A refusal or an exclusion without a reason, or once more with another one.
        WrongState: Its life has no such step.
    """
    ensure_may(actor, Act.KEEP_PROVIDERS, Subject(provider=provider))
    reason = reason_kept(reason) or ""
    if state in {ProviderState.REFUSED, ProviderState.EXCLUDED} and not reason:
        raise BadValue("reason", "a provider is told why")
    wait_for_requests(uow)
    known = _locked(uow, provider)
    if known.state is state:
        if state is not ProviderState.ACTIVE:
            ensure_same_reason(reason, uow.providers.details(provider).state_reason)
        return known
    ensure_provider_may_become(known.state, state)
    _move(uow, actor, known, state, reason=reason or None)
    return replace(known, state=state)


def _move(
    uow: UnitOfWork, actor: Actor, provider: Provider, state: ProviderState, *, reason: str | None
) -> None:
    uow.providers.move(provider.id, state, reason=reason)
    if state is ProviderState.ACTIVE:
        # What it teaches is found from now on.
        note_what_is_taught(uow, provider.id)
    uow.outbox.to_staff(
        provider.id, NoticeKind.PROVIDER_MOVED, Facts(provider=provider.id, codes=(state.value,))
    )
    uow.trail.record(
        actor, "move-provider", f"provider:{provider.id}", before=provider.state, after=state
    )


def _change(
    uow: UnitOfWork,
    actor: Actor,
    known: RegisteredProvider,
    draft: ProviderDraft,
    before: ProviderDetails,
    details: ProviderDetails,
    place: Municipality,
) -> None:
    uow.providers.change(known.provider.id, draft, details, municipality=place.id)
    if known.provider.name != draft.name:
        for each in uow.catalog.programs(provider=known.provider.id, page=1, size=EVERY):
            uow.intake.index(each.program.id)
    uow.trail.record(
        actor, "correct-provider", f"provider:{known.provider.id}",
        **_corrected(
            {**asdict(_drafted(known)), **asdict(before)}, {**asdict(draft), **asdict(details)}
        ),
    )  # fmt: skip


def _corrected(before: Mapping[str, object], after: Mapping[str, object]) -> dict[str, str]:
    """The fields that changed, with their values; those of a sole trader, who is a person, by
    their names alone (promise A7).
    """
    changed = differences(before, after)
    person = not {before["kind"], after["kind"]}.isdisjoint(TRADERS)
    said = {name: turn for name, turn in changed.items() if not person or name not in OF_A_PERSON}
    return {"changed": ",".join(changed), **said}


def _locked(uow: UnitOfWork, id: ProviderId) -> Provider:
    known = uow.providers.locked(id)
    if known is None:
        raise NotFound("provider", str(id))
    return known


def _registered(uow: UnitOfWork, inn: str) -> RegisteredProvider:
    known = uow.catalog.registered_provider(inn)
    if known is None:
        raise NotFound("provider", inn)
    return known


def _drafted(known: RegisteredProvider) -> ProviderDraft:
    provider = known.provider
    return ProviderDraft(
        known.inn, known.ogrn, provider.name, provider.kind, known.municipality_code, known.address
    )
