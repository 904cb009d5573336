"""What a module costs is written, or said once by the operator, or nobody knows it (REG-5)."""

from __future__ import annotations

import pytest

from core.domain.money import Money
from core.domain.program import Registry
from office.catalog_files import Reason
from office.catalog_files.defaults import ModuleDefaults, ProgramDefaults
from office.upload_report import said_of
from tests.office.catalog_files.files import (
    DEFAULTS,
    read,
    read_module,
    read_program,
    reasons,
)

PRICED = DEFAULTS.model_copy(
    update={
        "modules": ModuleDefaults(
            price=Money.roubles(9000), normative_cost=Money.roubles(9800), paid_months=9
        )
    }
)


def test_no_price_is_filled_by_the_default_and_a_written_one_is_not() -> None:
    assert read_module({}).price is None
    assert read_module({}, defaults=PRICED).price == Money.roubles(9000)
    assert read_module({"Стоимость": "700 ₽"}, defaults=PRICED).price == Money.roubles(700)


def test_a_monthly_price_is_multiplied_only_when_somebody_said_by_what() -> None:
    row = {"Стоимость": "4 500,0 руб. в месяц"}

    known = read(row, defaults=PRICED)
    unknown = read(row)

    assert known.programs[0].modules[0].price == Money.roubles(40_500)
    assert reasons(known) == [(2, "Стоимость", Reason.PRICE_MULTIPLIED)]
    assert known.problems[0].found == "4 500,0 руб. в месяц × 9 = 40500.00"
    assert unknown.programs[0].modules[0].price is None
    assert reasons(unknown) == [(2, "Стоимость", Reason.PRICE_PER_MONTH)]


def test_a_price_from_so_much_on_is_unknown_whatever_the_default() -> None:
    draft = read({"Стоимость": "от 600 ₽"}, defaults=PRICED)

    assert draft.programs[0].modules[0].price is None
    assert reasons(draft) == [(2, "Стоимость", Reason.PRICE_FROM)]


@pytest.mark.parametrize("unclear", ["от 600 ₽", "500-700 руб.", "300 руб. за занятие", "нет"])
def test_a_sum_in_another_row_is_the_modules_and_nobody_says_that_it_has_none(
    unclear: str,
) -> None:
    for first, second in ((unclear, "700 ₽"), ("700 ₽", unclear)):
        draft = read({"Стоимость": first}, {"Стоимость": second, "Группа": "2"})

        (problem,) = draft.problems
        assert draft.programs[0].modules[0].price == Money.roubles(700)
        assert "Если суммы нет и в других строках модуля" in said_of(problem, tongue="ru")
        assert "If no other row of the module has a sum" in said_of(problem, tongue="en")


def test_what_is_free_stays_in_the_budget_when_the_defaults_say_so() -> None:
    general = ProgramDefaults(
        registry=Registry.CERTIFIED, registry_if_free=Registry.GENERAL, form=DEFAULTS.programs.form
    )

    program = read_program(
        {"Стоимость": "на бюджетной основе (бесплатно)"},
        defaults=PRICED.model_copy(update={"programs": general}),
    )

    assert program.registry is Registry.GENERAL
    assert program.modules[0].price is None
    assert program.modules[0].normative_cost is None


def test_what_is_free_gets_a_price_only_under_the_operators_eyes() -> None:
    draft = read(
        {"Стоимость": "бесплатно"}, {"Стоимость": "бесплатно", "Группа": "2"}, defaults=PRICED
    )

    assert draft.programs[0].registry is Registry.CERTIFIED
    assert draft.programs[0].modules[0].price == Money.roubles(9000)
    assert reasons(draft) == [(2, "Стоимость", Reason.FREE_BUT_PRICED)]
    assert not draft.problems[0].fatal


@pytest.mark.parametrize("registry_if_free", [None, Registry.CERTIFIED])
def test_reg_6_what_is_free_in_no_budget_registry_has_no_price_and_it_is_told_what_to_do(
    registry_if_free: Registry | None,
) -> None:
    programs = DEFAULTS.programs.model_copy(update={"registry_if_free": registry_if_free})
    draft = read(
        {"Стоимость": "бесплатно"}, {"Стоимость": "бесплатно", "Группа": "2"},
        defaults=DEFAULTS.model_copy(update={"programs": programs}),
    )  # fmt: skip

    (program,) = draft.programs
    assert program.registry is Registry.CERTIFIED
    assert program.modules[0].price is None
    assert reasons(draft) == [(2, "Стоимость", Reason.FREE_WITHOUT_PRICE)]
    assert not draft.problems[0].fatal
    told = said_of(draft.problems[0], tongue="ru")
    assert 'registry_if_free = "GENERAL"' in told
    assert "уточняйте у организации" in told


@pytest.mark.parametrize(
    "row",
    [{"Стоимость": "бесплатно", "Реестр": "общеразвивающие"}, {"Стоимость": "уточняется"}, {}],
)
def test_of_a_budget_program_and_of_a_price_that_nobody_knows_nothing_is_said(
    row: dict[str, str],
) -> None:
    assert read(row).problems == ()


def test_what_is_outside_the_budget_is_paid_by_the_family() -> None:
    said = {"Стоимость": "на платной основе - 4 500,0 руб. в месяц"}
    program = read(said, defaults=PRICED).programs[0]

    assert program.registry is Registry.PAID
    assert program.modules[0].price == Money.roubles(40_500)
    assert program.modules[0].normative_cost is None
