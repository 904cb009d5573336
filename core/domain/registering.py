"""The lives of providers in the registry (REG-1, REG-2): one table, and what must be known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType

from core.domain.drafts import ProviderDraft
from core.domain.errors import BadValue, WrongState
from core.domain.program import ProviderKind, ProviderState
from core.domain.requisites import requisites_fit

# NEW → ACTIVE | REFUSED; a refused one may correct and ask again; ACTIVE ⇄ SUSPENDED, → EXCLUDED.
PROVIDER_TRANSITIONS = MappingProxyType(
    {
        ProviderState.NEW: frozenset({ProviderState.ACTIVE, ProviderState.REFUSED}),
        ProviderState.REFUSED: frozenset({ProviderState.NEW}),
        ProviderState.ACTIVE: frozenset({ProviderState.SUSPENDED, ProviderState.EXCLUDED}),
        ProviderState.SUSPENDED: frozenset({ProviderState.ACTIVE, ProviderState.EXCLUDED}),
        ProviderState.EXCLUDED: frozenset[ProviderState](),
    }
)
_ACCOUNT = re.compile(r"\d{20}", re.ASCII)
_BIC = re.compile(r"\d{9}", re.ASCII)


@dataclass(frozen=True, slots=True)
class ProviderDetails:
    """What else is known of a provider; None is what nobody wrote (REG-1).

    `of_operator` marks the operator's own organisation: its programs need two persons.
    """

    full_name: str | None = None
    licence: str | None = None
    bank_account: str | None = None
    bank_bic: str | None = None
    bank_name: str | None = None
    state_reason: str | None = None
    of_operator: bool = False


def ensure_provider_may_become(current: ProviderState, target: ProviderState) -> None:
    """Refuse a step that the life of a provider does not have.

    Raises:
        WrongState
    """
    if target not in PROVIDER_TRANSITIONS[current]:
        raise WrongState(current=current, attempted=target)


def ensure_registrable(draft: ProviderDraft, details: ProviderDetails) -> None:
    """All that REG-1 asks of a provider is there and right.

    Raises:
        BadValue: With the first field that is missing or wrong.
    """
    alone = draft.kind is ProviderKind.TRADER_ALONE
    checks = {
        ("inn", "INN and OGRN with right check digits, as long as this kind has them"): (
            requisites_fit(draft.kind, inn=draft.inn, ogrn=draft.ogrn)
        ),
        ("name", "a provider needs one"): bool(draft.name.strip()),
        ("full_name", "as the register of organisations has it"): _written(details.full_name),
        ("address", "where it works"): bool(draft.address.strip()),
        ("licence", "its number; a sole trader working alone has none"): (
            alone != _written(details.licence)
        ),
        ("bank_account", "twenty digits"): _fits(_ACCOUNT, details.bank_account),
        ("bank_bic", "nine digits"): _fits(_BIC, details.bank_bic),
        ("bank_name", "the bank's name"): _written(details.bank_name),
    }
    for (field, why), holds in checks.items():
        if not holds:
            raise BadValue(field, why)


def _written(text: str | None) -> bool:
    return bool(text and text.strip())


def _fits(pattern: re.Pattern[str], text: str | None) -> bool:
    return text is not None and pattern.fullmatch(text) is not None
