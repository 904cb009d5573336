"""The office's sentences in the language of the terminal, from the locale files beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from fluent.runtime import FluentBundle, FluentResource

from core.domain.eligibility import Reason
from core.domain.errors import DomainError, RequestRefused
from core.domain.quotes import quoted_once
from office.tongue import LOCALES, language

# As a reader of files notes it, whose notes are kept with an upload.
_WHOLE_SHEET: Final = re.compile("все на (?P<hidden>скрытом )?листе «(?P<name>.*)»")


def say(
    message: str, facts: Mapping[str, str | int] | None = None, *, tongue: str | None = None
) -> str:
    """One sentence for a terminal, or in the language of a file (`ru`, `en`).

    Raises:
        LookupError: No such message, or it needs a fact that was not given.
    """
    bundle = _bundle(tongue or language())
    pattern = bundle.get_message(message).value
    if pattern is None:
        raise LookupError(f"{message} says nothing")
    text, errors = bundle.format_pattern(pattern, dict(facts or {}))
    if errors:
        raise LookupError(f"{message}: {errors}")
    return quoted_once(str(text)) if facts else str(text)


def has(message: str) -> bool:
    """Whether there is such a message in the language of the terminal."""
    return _bundle(language()).has_message(message)


def columns_said(columns: Iterable[str]) -> str:
    """Columns that were not read, as the file calls them; whole sheets in the terminal's words.

    They end a sentence: a shortened last one («тел.») does not bring a second full stop.
    """
    return ", ".join(map(_column_said, columns)).removesuffix(".")


def is_whole_sheet(column: str) -> bool:
    """Whether it is no column, but all that stands on a sheet."""
    return _WHOLE_SHEET.fullmatch(column) is not None


def _column_said(column: str) -> str:
    sheet = _WHOLE_SHEET.fullmatch(column)
    if sheet is None:
        return column
    message = "import-all-on-hidden-sheet" if sheet["hidden"] else "import-all-on-sheet"
    return say(message, {"sheet": sheet["name"]})


def refusal(error: DomainError, *, tongue: str | None = None) -> str:
    """Why the rules do not allow something, with the code that programs look for."""
    if isinstance(error, RequestRefused) and error.moving:
        return _said_with("error-move-refused", error, moving_reasons(error.reasons))
    if isinstance(error, RequestRefused):
        return _said_with("error-request-refused", error, reasons(error.reasons))
    return f"{refusal_said(error.code, error.facts, tongue=tongue)} ({error.code})"


def _said_with(message: str, error: DomainError, why: Iterable[str]) -> str:
    return " ".join((say(message), *why, f"({error.code})"))


def refusal_said(code: str, facts: Mapping[str, str | int], *, tongue: str | None = None) -> str:
    """The sentence of a refusal, be its facts of today or of a report that was kept.

    A value that does not fit is named, and its rule told, in the same language.
    """
    said = dict(facts)
    for name, message in (("field", f"field-{said.get('field')}"), ("why", _rule(said))):
        if name in said and _bundle(tongue or language()).has_message(message):
            said[name] = say(message, facts, tongue=tongue)
    return say(f"error-{code}", said, tongue=tongue)


def _rule(facts: Mapping[str, str | int]) -> str:
    return f"why-{facts.get('rule')}"


def reasons(found: Iterable[Reason]) -> list[str]:
    """Each reason against a request: its code, a sentence, the next step (ENR-3)."""
    return [f"{each}: {say(f'reason-{each}')} {say(f'next-{each}')}" for each in found]


def moving_reasons(found: Iterable[Reason]) -> list[str]:
    """The same against another group of a contract: its days stand, so no other one helps."""
    return [f"{each}: {say(f'moving-{each}')} {say('next-moving')}" for each in found]


@cache
def _bundle(language: str) -> FluentBundle:
    # Isolating marks would wrap names in invisible characters.
    bundle = FluentBundle([language], use_isolating=False)
    for file in sorted((LOCALES / language).glob("*.ftl")):
        bundle.add_resource(FluentResource(file.read_text("utf-8")))
    return bundle
