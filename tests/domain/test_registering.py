"""The life of a provider, cell by cell, and what must be known of one (REG-1, REG-2)."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from core.domain.drafts import ProviderDraft
from core.domain.errors import BadValue, WrongState
from core.domain.program import ProviderKind, ProviderState
from core.domain.registering import (
    PROVIDER_TRANSITIONS,
    ProviderDetails,
    ensure_provider_may_become,
    ensure_registrable,
)

LIFE = {
    ("NEW", "ACTIVE"),
    ("NEW", "REFUSED"),
    ("REFUSED", "NEW"),
    ("ACTIVE", "SUSPENDED"),
    ("ACTIVE", "EXCLUDED"),
    ("SUSPENDED", "ACTIVE"),
    ("SUSPENDED", "EXCLUDED"),
}
CLUB = ProviderDraft(
    "7707083893", "1027700132195", "Клуб", ProviderKind.PRIVATE, "KLG", "ул. Мира, 1"
)
DETAILS = ProviderDetails("ООО «Клуб»", "ЛО-39 1", "4" * 20, "042748634", "Банк")


@pytest.mark.parametrize(("current", "target"), list(product(ProviderState, ProviderState)))
def test_reg_2_a_provider_takes_the_steps_of_its_life_and_no_others(
    current: ProviderState, target: ProviderState
) -> None:
    if (current.value, target.value) in LIFE:
        ensure_provider_may_become(current, target)
        return
    with pytest.raises(WrongState) as no:
        ensure_provider_may_become(current, target)
    assert (no.value.current, no.value.attempted) == (current, target)


def test_reg_2_every_state_has_its_line() -> None:
    assert set(PROVIDER_TRANSITIONS) == set(ProviderState)


def test_reg_1_a_provider_of_whom_everything_is_known_may_be_registered() -> None:
    trader = replace(
        CLUB, kind=ProviderKind.TRADER_ALONE, inn="500100732259", ogrn="304500116000157"
    )

    ensure_registrable(CLUB, DETAILS)
    ensure_registrable(trader, replace(DETAILS, licence=None))


# In the order in which they are asked for.
ASKED = ("inn", "name", "full_name", "address", "licence", "bank_account", "bank_bic", "bank_name")


@pytest.mark.parametrize("known", range(len(ASKED)))
def test_reg_1_of_several_that_are_missing_the_first_is_named(known: int) -> None:
    missing = set(ASKED[known:])
    draft = replace(CLUB, **dict.fromkeys(missing & {"inn", "name", "address"}, ""))  # type: ignore[arg-type]
    details = replace(DETAILS, **dict.fromkeys(missing - {"inn", "name", "address"}))  # type: ignore[arg-type]

    with pytest.raises(BadValue) as no:
        ensure_registrable(draft, details)

    assert no.value.field == ASKED[known]


@pytest.mark.parametrize(
    ("draft", "details", "field"),
    [
        ({"inn": "7707083894"}, {}, "inn"),
        ({"ogrn": "1027700132196"}, {}, "inn"),
        ({"kind": ProviderKind.TRADER_ALONE}, {}, "inn"),
        ({"name": " "}, {}, "name"),
        ({"address": ""}, {}, "address"),
        ({}, {"full_name": None}, "full_name"),
        ({}, {"licence": None}, "licence"),
        ({}, {"licence": " "}, "licence"),
        ({}, {"bank_account": "4" * 19}, "bank_account"),
        ({}, {"bank_account": None}, "bank_account"),
        ({}, {"bank_account": "4" * 21}, "bank_account"),
        ({}, {"bank_account": "٤" * 20}, "bank_account"),
        ({}, {"bank_bic": "04274863a"}, "bank_bic"),
        ({}, {"bank_bic": "04274863"}, "bank_bic"),
        ({}, {"bank_bic": "0427486345"}, "bank_bic"),
        ({}, {"bank_bic": "٤" * 9}, "bank_bic"),
        ({}, {"bank_name": ""}, "bank_name"),
    ],
)
def test_reg_1_what_is_missing_or_wrong_is_named(
    draft: dict[str, str], details: dict[str, str], field: str
) -> None:
    with pytest.raises(BadValue) as no:
        ensure_registrable(replace(CLUB, **draft), replace(DETAILS, **details))  # type: ignore[arg-type]
    assert no.value.field == field


def test_reg_1_a_sole_trader_working_alone_has_no_licence() -> None:
    trader = replace(
        CLUB, kind=ProviderKind.TRADER_ALONE, inn="500100732259", ogrn="304500116000157"
    )

    with pytest.raises(BadValue):
        ensure_registrable(trader, DETAILS)
