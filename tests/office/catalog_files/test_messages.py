"""Every problem and every refusal has a sentence in Russian and in English."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from fluent.runtime import FluentBundle, FluentResource

from core.domain.drafts import Cell, RowProblem
from core.domain.places import known_place
from office.catalog_files import (
    PLACE_MESSAGE,
    PROBLEM_MESSAGES,
    REFUSAL_MESSAGES,
    Reason,
    Refusal,
    facts_of,
)

LOCALES = Path(__file__).parents[3] / "office" / "locales"
FACTS = {
    "file": "каталог.csv",
    "key": "provider.inn",
    "found": "{ $x } <b>",
    "error": "line 1",
    "columns": "Прочее",
}
WHY = ("requisites", "zone", "amount", "ages", "dates", "price", "no-municipality", "other")


@pytest.fixture(params=["ru", "en"], scope="module")
def bundle(request: pytest.FixtureRequest) -> FluentBundle:
    language: str = request.param
    made = FluentBundle([language], use_isolating=False)
    made.add_resource(FluentResource((LOCALES / language / "import.ftl").read_text("utf-8")))
    return made


def rendered(bundle: FluentBundle, message: str, facts: Mapping[str, str | int]) -> str:
    pattern = bundle.get_message(message).value
    assert pattern is not None
    text, errors = bundle.format_pattern(pattern, dict(facts))
    assert errors == []
    return str(text)


@pytest.mark.parametrize("reason", list(Reason))
def test_every_problem_has_a_sentence(bundle: FluentBundle, reason: Reason) -> None:
    problem = RowProblem(Cell("", 1234, "Возраст"), "07.авг", reason)

    sentence = rendered(bundle, PROBLEM_MESSAGES[reason], facts_of(problem))

    assert sentence.endswith((".", "?"))


@pytest.mark.parametrize("refusal", list(Refusal))
@pytest.mark.parametrize("why", WHY)
def test_every_refusal_has_a_sentence_that_names_the_file(
    bundle: FluentBundle, refusal: Refusal, why: str
) -> None:
    facts: dict[str, str | int] = {**FACTS, "why": why, "line": 3, "character": 7}

    sentence = rendered(bundle, REFUSAL_MESSAGES[refusal], facts)

    assert "каталог.csv" in sentence


def test_a_place_has_its_sheet_where_there_are_sheets(bundle: FluentBundle) -> None:
    csv = RowProblem(Cell("", 1234, "Возраст"), "", Reason.MISSING_AGES)
    xlsx = RowProblem(Cell("Лист1", 1234, "Возраст"), "", Reason.MISSING_AGES)

    without = rendered(bundle, PLACE_MESSAGE, facts_of(csv))
    with_sheet = rendered(bundle, PLACE_MESSAGE, facts_of(xlsx))

    assert "1234" in without
    assert "Возраст" in without
    assert "Лист1" in with_sheet
    assert "Лист1" not in without


def test_columns_left_out_are_said(bundle: FluentBundle) -> None:
    for message in ("import-ignored-columns", "import-personal-columns"):
        assert "Педагог" in rendered(bundle, message, {"columns": "Педагог, Телефон"})


def test_both_languages_have_the_same_messages() -> None:
    russian, english = (
        {
            line.split(" =")[0]
            for line in (LOCALES / language / "import.ftl").read_text("utf-8").splitlines()
            if line.startswith("import-")
        }
        for language in ("ru", "en")
    )

    assert russian == english
    assert russian >= {*PROBLEM_MESSAGES.values(), *REFUSAL_MESSAGES.values()}


def test_a_place_that_the_product_knows_is_said_with_what_registers_it(
    bundle: FluentBundle,
) -> None:
    problem = RowProblem(
        Cell("", 2, "Муниципалитет"), "Красногорский район", Reason.MUNICIPALITY_NOT_REGISTERED
    )
    place = known_place(problem.found)
    assert place is not None

    said = rendered(bundle, PROBLEM_MESSAGES[problem.reason], facts_of(problem))

    assert f"kruzhok municipality add --known {place.code}." in said
    assert "Красногорский район" in said
