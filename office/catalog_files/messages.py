"""Which sentence of the locale files tells a person about a problem, and with what in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from core.domain.drafts import RowProblem
from core.domain.places import known_place
from office.catalog_files.problems import Reason, Refusal

# Of a place in nested JSON.
PATH_BEGINS: Final = ("$.", "$[", "$:")
# Fluent messages of `office/locales`.
PLACE_MESSAGE: Final = "import-problem-where"
PROBLEM_MESSAGES: Final[Mapping[str, str]] = {why: f"import-problem-{why}" for why in Reason}
REFUSAL_MESSAGES: Final[Mapping[str, str]] = {why: f"import-refused-{why}" for why in Refusal}


def facts_of(problem: RowProblem, registered: str = "") -> Mapping[str, str | int]:
    """The arguments of the place's and of the problem's message.

    `registered` is a municipality of the registry in use, as an example.
    """
    cell = problem.cell
    nested = cell.column.startswith(PATH_BEGINS)
    known = known_place(problem.found)
    return {
        # Of a place that is not registered yet, what registers it.
        "code": "" if known is None else known.code,
        "sheet": cell.sheet or "none",
        "row": cell.row,
        "cell": "path" if nested else f"{cell.letter}{cell.row}" if cell.letter else "none",
        "column": cell.column,
        "found": problem.found,
        "registered": registered or "none",
    }
