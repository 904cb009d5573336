"""Prices are read as people write them; no price is not free."""

from __future__ import annotations

import pytest

from core.domain.money import Money
from office.catalog_files.prices import (
    WrittenPrice,
    parse_amount,
    parse_free,
    parse_paid,
    parse_price,
)
from office.catalog_files.problems import NotUnderstood, Reason


@pytest.mark.parametrize(
    ("written", "kopecks"),
    [
        ("700 ₽", 70_000),
        ("9000", 900_000),
        ("9 000,00 руб.", 900_000),
        ("15\u00a0102,50 рублей", 1_510_250),
        ("27300.00", 2_730_000),
        ("700р", 70_000),
        ("700 руб. 00 коп.", 70_000),
        ("8500 ₽ (курс)", 850_000),
        ("8500 р. за курс", 850_000),
        ("12000 руб. в год", 1_200_000),
        ("12000 руб. за учебный год", 1_200_000),
        ("1 100-00", 110_000),
        ("1100-00 руб.", 110_000),
        ("1.500 р.", 150_000),
        ("12,500", 1_250_000),
        ("9 тыс.", 900_000),
        ("4,5 тыс. руб.", 450_000),
        ("9 т.р.", 900_000),
    ],
)
def test_a_bare_sum_is_the_price_of_the_module(written: str, kopecks: int) -> None:
    assert parse_price(written) == WrittenPrice(Money(kopecks))


@pytest.mark.parametrize(
    "written",
    [
        "бесплатно",
        "Бесплатно.",
        "беспл.",
        "на бюджетной основе (бесплатно)",
        "бюджет",
        "0",
        "0 руб.",
    ],
)
def test_free_is_said_or_written_as_zero(written: str) -> None:
    assert parse_price(written) == WrittenPrice(free=True)


@pytest.mark.parametrize(
    "written",
    [
        "4 500,0 руб. в месяц",
        "4500 ₽/мес.",
        "4500 руб. за месяц",
        "4500 р./месяц",
        "4500 руб. мес.",
        "4500 руб. (месяц)",
        "4500 ₽ ежемесячно",
        "4500 руб. (8 занятий в месяц)",
        "4500 руб. в мес. (8 занятий)",
    ],
)
def test_a_monthly_price_stays_monthly(written: str) -> None:
    assert parse_price(written) == WrittenPrice(Money.roubles(4500), monthly=True)


def test_words_say_that_a_program_is_outside_the_budget() -> None:
    price = parse_price("на платной основе -  4 500,0 руб. в месяц")

    assert price == WrittenPrice(Money.roubles(4500), monthly=True, outside_budget=True)


def test_paid_without_a_sum_is_paid_and_nobody_knows_how_much() -> None:
    assert parse_price("на платной основе") == WrittenPrice(outside_budget=True)


@pytest.mark.parametrize("written", ["Нет", "нет", "FALSE"])
def test_no_price_is_not_free(written: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        parse_price(written)

    assert (refused.value.reason, refused.value.fatal) == (Reason.PRICE_NOT_WRITTEN, False)


@pytest.mark.parametrize("written", ["Да", "True", "платно"])
def test_yes_is_a_price_that_nobody_wrote(written: str) -> None:
    assert parse_price(written) == WrittenPrice(outside_budget=True)


def test_a_column_of_yes_and_no_says_what_it_is_asked() -> None:
    assert parse_paid("Да") == parse_free("нет") == WrittenPrice(outside_budget=True)
    assert parse_paid("Нет") == parse_free("да") == WrittenPrice(free=True)
    assert parse_paid("700 ₽") == WrittenPrice(Money(70_000))


@pytest.mark.parametrize(
    "written",
    ["уточняется", "Уточняйте у педагога", "цена уточняется", "договорная", "по договоренности"],
)
def test_a_price_that_is_asked_for_is_known_to_nobody(written: str) -> None:
    assert parse_price(written) == WrittenPrice()


@pytest.mark.parametrize("written", ["по сертификату", "бесплатно (ПФДО)", "сертификат"])
def test_a_certificate_pays_an_unwritten_sum(written: str) -> None:
    assert parse_price(written) == WrittenPrice(by_certificate=True)


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("от 600 ₽", Reason.PRICE_FROM),
        ("300 руб. за занятие", Reason.PRICE_PER_LESSON),
        ("4000 руб. за 8 занятий", Reason.PRICE_PER_LESSON),
        ("4000 руб. (8 занятий)", Reason.PRICE_PER_LESSON),
        ("500-700 руб.", Reason.PRICE_RANGE),
        ("от 600 до 900 ₽", Reason.PRICE_RANGE),
        ("3 000 руб. - 4 000 руб.", Reason.PRICE_RANGE),
    ],
)
def test_a_sum_that_is_not_the_modules_leaves_the_price_unknown(
    written: str, reason: Reason
) -> None:
    with pytest.raises(NotUnderstood) as refused:
        parse_price(written)

    assert (refused.value.reason, refused.value.fatal) == (reason, False)


@pytest.mark.parametrize(
    "written",
    [
        "-500",
        "бюджет / 500 руб.",
        "бюджет и платно",
        "12,345 тыс",
        "∞",
    ],
)
def test_anything_else_is_no_price(written: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        parse_price(written)

    assert (refused.value.reason, refused.value.fatal) == (Reason.PRICE_NOT_UNDERSTOOD, True)


@pytest.mark.parametrize("written", ["бесплатно", "900 руб. в месяц"])
def test_a_normative_cost_is_a_sum_of_the_whole_module(written: str) -> None:
    with pytest.raises(NotUnderstood):
        parse_amount(written)
