"""What the rules refuse of a program of a file: at which of its cells, and what stands there."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from core.domain.drafts import ModuleDraft, ProgramDraft, RowProblem
from core.domain.errors import BadValue, DomainError, NotFound
from core.domain.money import Money
from core.domain.registry_errors import PriceTooHigh
from office.catalog_files import ReadRow
from office.catalog_files.cells import RowCells
from office.catalog_files.columns import Field
from office.tongue import language
from office.words import has, refusal_said, say

# The reason of a program that the rules refused, with the code of `error-CODE` in the locales.
REFUSED: Final = "error-"
# Which columns a refusal is about; the first that the file has.
_PRICE: Final = (Field.PRICE, Field.PAID)
_COST: Final = (Field.NORMATIVE_COST,)
_COLUMNS: Final[Mapping[str, tuple[Field, ...]]] = {
    "price-too-high": _PRICE,
    "price-locked": _PRICE,
    "module-in-use": _COST,
    "second-person-needed": _COST,
    "group-in-use": (Field.STARTS, Field.PERIOD, Field.ENDS),
}
# Of refusals that name what they are about.
_NAMED: Final[Mapping[str, tuple[Field, ...]]] = {
    "price": _PRICE,
    "registry": (Field.REGISTRY, Field.PRICE),
    "places": (Field.PLACES, Field.FREE_PLACES),
    "provider": (Field.PROVIDER_INN, Field.PROVIDER),
    "municipality": (Field.MUNICIPALITY,),
}
_NO_BREAK: Final = "\N{NO-BREAK SPACE}"


def refusals(
    rows: Sequence[ReadRow], draft: ProgramDraft | None, error: DomainError
) -> tuple[RowProblem, ...]:
    """One problem for each row of a program that the rules refused, beside the cell that the
    refusal is about. Rows that are kept out only with the others say which program it is.
    """
    if draft is None:
        return ()
    left = [row.cells for row in rows if row.written is not None and not row.cells.refused]
    of_rows = {(g.sheet, g.row): module for module in draft.modules for g in module.groups}
    found: dict[tuple[str, int], RowProblem] = {}
    for cells, of, facts in _places(left, of_rows, error):
        said = {**error.facts, "program": draft.title, **facts}
        place = cells.cell(of)
        text = json.dumps(said, ensure_ascii=False)
        found.setdefault((place.sheet, place.row), RowProblem(place, text, REFUSED + error.code))
    return tuple(found.values())


def is_by_rules(problem: RowProblem) -> bool:
    """The rules refused it, not the reader."""
    return problem.reason.startswith(REFUSED)


def code_of(problem: RowProblem) -> str:
    """The code of the refusal, for programs."""
    return problem.reason.removeprefix(REFUSED)


def facts_said(problem: RowProblem) -> Mapping[str, str | int]:
    """What is known of it; reports of before have the program instead of the column."""
    facts: Mapping[str, str | int] = json.loads(problem.found)
    return facts if "program" in facts else {"program": problem.cell.column, **facts}


def has_cell(problem: RowProblem) -> bool:
    """Reports that were kept before cells were told have none."""
    return "place" in facts_said(problem)


def is_elsewhere(problem: RowProblem) -> bool:
    """The refusal is about another row of the same program."""
    return facts_said(problem).get("place") == "other"


def ruled(problem: RowProblem, *, tongue: str | None = None) -> str:
    """What was found, and what the rules expect, without the code that programs look for."""
    facts, code = dict(facts_said(problem)), code_of(problem)
    for name in ("price", "highest"):
        if name in facts:
            facts[name] = _roubles(str(facts[name]), tongue or language())
    message = f"import-ruled-{code}"
    if "place" not in facts or not has(message):
        sentence = refusal_said(code, facts, tongue=tongue)
    else:
        sentence = say(message, facts, tongue=tongue)
    if facts.get("place") == "other":
        return say("import-ruled-elsewhere", {**facts, "why": sentence}, tongue=tongue)
    if facts.get("said") and "price" not in facts:
        return say("import-ruled-found", {**facts, "why": sentence}, tongue=tongue)
    return sentence


def _places(
    rows: Sequence[RowCells], modules: Mapping[tuple[str, int], ModuleDraft], error: DomainError
) -> Iterator[tuple[RowCells, Field, Mapping[str, str]]]:
    """Each row with the column to show, and what is found there."""
    columns, about, price = _columns_of(error), list(rows), None
    if isinstance(error, PriceTooHigh):
        price = error.price
        about = [row for row in rows if _priced(modules.get((row.sheet, row.row))) == price]
        if not about:
            # The price is one of the catalog, and the file says another cost.
            columns, about = _COST, list(rows)
    about = [row for row in about if any(row.text(of) for of in columns)] or about
    for row in rows:
        facts = {} if price is None else {"price": str(price)}
        if row in about:
            of = next((of for of in columns if row.text(of)), columns[0])
            kind = "cost" if price is not None and columns is _COST else "cell"
            yield row, of, {**facts, "place": kind, "said": row.text(of)}
        else:
            yield row, Field.TITLE, {**facts, "place": "other"}


def _columns_of(error: DomainError) -> tuple[Field, ...]:
    about = error.code
    if isinstance(error, NotFound):
        return _NAMED.get(str(error.facts["what"]), (Field.TITLE,))
    if isinstance(error, BadValue):
        return _NAMED.get(str(error.facts["field"]), (Field.TITLE,))
    return _COLUMNS.get(about, (Field.TITLE,))


def _priced(module: ModuleDraft | None) -> Money | None:
    return None if module is None else module.price


def _roubles(amount: str, tongue: str) -> str:
    """«9 800 ₽»; kopecks only where there are some."""
    whole, _, rest = amount.partition(".")
    grouped = f"{int(whole):,}".replace(",", _NO_BREAK)
    point = "," if tongue == "ru" else "."
    return grouped + (f"{point}{rest}" if rest.strip("0") else "") + f"{_NO_BREAK}₽"
