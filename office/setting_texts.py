"""Why settings do not do, in the language of the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from db.settings import PREFIX
from office.machine import machine_said
from office.words import has, say

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

# Of a key file: it has the sentences that it has wherever it is met.
IN_A_FILE: Final = "-in-file"


def settings_refused(error: ValidationError) -> str:
    """Why, in one line that repeats no value: some are secrets."""
    return "; ".join(map(_sentence, error.errors(include_input=False, include_url=False)))


def _sentence(problem: ErrorDetails) -> str:
    setting = "_".join(str(part) for part in problem["loc"])
    facts = {**problem.get("ctx", {}), "name": PREFIX + setting.upper()}
    code = problem["type"].replace("_", "-")
    if code.endswith(IN_A_FILE):
        facts["why"] = machine_said(facts["why"])
        return say(f"refused-{code.removesuffix(IN_A_FILE)}", facts)
    own = f"setting-{code}-{setting.replace('_', '-')}"
    known = (each for each in (own, f"setting-{code}") if has(each))
    return say(next(known, "setting-other"), facts)
