"""ИНН and ОГРН are told from numbers that only look like them (REG-1)."""

from __future__ import annotations

import pytest

from core.domain.program import ProviderKind
from core.domain.requisites import is_inn, is_ogrn, requisites_fit

# The textbook's examples: a bank, a ministry, a person, a sole trader.
INN_OF_ORGANISATION = "7707083893"
INN_OF_PERSON = "500100732259"
OGRN_OF_ORGANISATION = "1027700132195"
OGRN_OF_TRADER = "304500116000157"
# Below, the last of each row has a remainder of ten for its check digit, which is written 0.


@pytest.mark.parametrize("inn", [INN_OF_ORGANISATION, "7710349494", INN_OF_PERSON, "7707083950"])
def test_a_real_inn_is_one(inn: str) -> None:
    assert is_inn(inn)


@pytest.mark.parametrize(
    "ogrn",
    [OGRN_OF_ORGANISATION, "1037700255284", OGRN_OF_TRADER, "1027700132240", "304500116000180"],
)
def test_a_real_ogrn_is_one(ogrn: str) -> None:
    assert is_ogrn(ogrn)


@pytest.mark.parametrize("number", [INN_OF_ORGANISATION, INN_OF_PERSON])
def test_any_single_wrong_digit_of_an_inn_is_noticed(number: str) -> None:
    wrong = [
        number[:place] + str((int(number[place]) + 1) % 10) + number[place + 1 :]
        for place in range(len(number))
    ]

    assert not [candidate for candidate in wrong if is_inn(candidate)]


def test_a_wrong_last_digit_of_an_ogrn_is_noticed() -> None:
    wrong = [OGRN_OF_ORGANISATION[:-1] + digit for digit in "012346789"]
    wrong += [OGRN_OF_TRADER[:-1] + digit for digit in "012345689"]

    assert not [candidate for candidate in wrong if is_ogrn(candidate)]


@pytest.mark.parametrize(
    "text", ["", "770708389", "77070838930", "7707 083893", "٧٧٠٧٠٨٣٨٩٣", "0000000000", "ИНН"]
)
def test_what_is_no_row_of_ten_or_twelve_digits_is_no_inn(text: str) -> None:
    assert not is_inn(text)


@pytest.mark.parametrize("text", ["", "102770013219", "10277001321951", "0000000000000", "ОГРН"])
def test_what_is_no_row_of_thirteen_or_fifteen_digits_is_no_ogrn(text: str) -> None:
    assert not is_ogrn(text)


@pytest.mark.parametrize(
    ("kind", "inn", "ogrn", "fits"),
    [
        (ProviderKind.STATE, INN_OF_ORGANISATION, OGRN_OF_ORGANISATION, True),
        (ProviderKind.MUNICIPAL, INN_OF_ORGANISATION, OGRN_OF_ORGANISATION, True),
        (ProviderKind.PRIVATE, INN_OF_ORGANISATION, OGRN_OF_ORGANISATION, True),
        (ProviderKind.PRIVATE, INN_OF_PERSON, OGRN_OF_ORGANISATION, False),
        (ProviderKind.PRIVATE, INN_OF_ORGANISATION, OGRN_OF_TRADER, False),
        (ProviderKind.TRADER_WITH_STAFF, INN_OF_PERSON, OGRN_OF_TRADER, True),
        (ProviderKind.TRADER_ALONE, INN_OF_PERSON, OGRN_OF_TRADER, True),
        (ProviderKind.TRADER_ALONE, INN_OF_ORGANISATION, OGRN_OF_ORGANISATION, False),
        (ProviderKind.TRADER_ALONE, "500100732250", OGRN_OF_TRADER, False),
        (ProviderKind.TRADER_ALONE, INN_OF_PERSON, "304500116000150", False),
    ],
)
def test_numbers_fit_the_kind_of_provider(
    kind: ProviderKind, inn: str, ogrn: str, *, fits: bool
) -> None:
    assert requisites_fit(kind, inn=inn, ogrn=ogrn) is fits
