"""The only door between values and Telegram's HTML: words from the locale files, values escaped."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from html import escape
from pathlib import Path
from typing import Final

from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.resolver import Pattern
from fluent.syntax import ast

from bot.formats import Shown, shown
from core.domain.calendar import Month
from core.domain.money import Money
from core.domain.quotes import quoted_once
from core.domain.unseen import seen

LANGUAGES: Final = ("ru", "en")
LOCALES: Final = Path(__file__).with_name("locales")
VALUE_LENGTH_MAX: Final = 700
LABEL_LENGTH_MAX: Final = 48
# Fluent refuses more than 1000 characters in one place; longer texts are put in afterwards.
PLACEABLE_LENGTH_MAX: Final = 500
_OPEN, _CLOSE = "\ue000", "\ue001"
_STAND_IN: Final = re.compile(f"{_OPEN}[a-z_]+{_CLOSE}")
_OURS: Final = dict.fromkeys([0xE000, 0xE001])


class Html(str):
    """Text that Telegram may parse: made by `render`, and by joining what `render` made."""

    __slots__ = ()


Value = Html | str | int | Money | date | Month


@dataclass(frozen=True, slots=True)
class Words:
    """One language's way to say things."""

    language: str

    def __call__(self, message: str, /, **values: Value) -> Html:
        return render(self.language, message, **values)

    def label(self, message: str, /, **values: Value) -> str:
        """A button's text: plain, since Telegram parses no HTML in buttons, and short."""
        return shortened(_formatted(self.language, message, values), LABEL_LENGTH_MAX)

    def plain(self, message: str, /, **values: Value) -> str:
        """Text for places without HTML, such as command menus and alerts."""
        return _formatted(self.language, message, values)


def render(language: str, message: str, /, **values: Value) -> Html:
    """Say `message` in `language` with every value escaped, but for what was rendered before.

    Long values are cut, so that nobody's long name makes a screen too long to be sent.

    Raises:
        LookupError: No such message, or it needs a value that was not given.
    """
    if not values:
        return Html(_without_values(language, message))
    safe = {name: _safe(language, value) for name, value in values.items()}
    return Html(_said(language, message, safe))


def lines(*parts: Html | None) -> Html:
    """One under the other; None is left out."""
    return Html("\n".join(part for part in parts if part is not None))


def paragraphs(*parts: Html | None) -> Html:
    """With an empty line between; None and empty parts are left out."""
    return Html("\n\n".join(part for part in parts if part))


def shortened(text: str, length: int) -> str:
    """At most `length` characters, the last of them an ellipsis when something was cut."""
    text = " ".join(text.split())
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def spoken(language_code: str | None, *, default: str) -> str:
    """The language of a Telegram account, or `default` when it is none of ours."""
    main = (language_code or "").partition("-")[0].lower()
    return main if main in LANGUAGES else default


@cache
def bundle_of(language: str) -> FluentBundle:
    """All messages of a language, read once."""
    # Isolating marks would wrap names in invisible characters.
    bundle = FluentBundle([language], use_isolating=False)
    for file in sorted((LOCALES / language).glob("*.ftl")):
        bundle.add_resource(FluentResource(file.read_text("utf-8")))
    return bundle


def _safe(language: str, value: Value) -> Html | int:
    if isinstance(value, Html):
        return value
    known = shown(language, value)
    if isinstance(known, int):
        return known
    # Sums keep their non-breaking spaces: only what people wrote is tidied.
    tidy = _tidy(known) if isinstance(value, str) else known
    return Html(escape(tidy, quote=False))


def _tidy(text: str) -> str:
    """One line of what can be seen, without marks that turn its direction, never empty, not too
    long.
    """
    return shortened(seen(text.translate(_OURS)), VALUE_LENGTH_MAX) or "—"


def _formatted(language: str, message: str, values: Mapping[str, Value]) -> str:
    if not values:
        return _without_values(language, message)
    return _said(language, message, {name: _plain(language, each) for name, each in values.items()})


def _plain(language: str, value: Value) -> Shown:
    known = shown(language, value)
    # Nothing at all is nothing, and what cannot be seen is a dash.
    return seen(known) or "—" if isinstance(known, str) and known else known


@cache
def _without_values(language: str, message: str) -> str:
    """There are only as many of these as there are messages."""
    return _said(language, message, {})


def _said(language: str, message: str, arguments: Mapping[str, Shown]) -> str:
    text, names = _template(language, message)
    found = [arguments.get(name) for name in names]
    if text and all(isinstance(each, str) for each in found):
        return quoted_once(text % tuple(found))
    return quoted_once(_by_fluent(language, message, arguments))


@cache
def _template(language: str, message: str) -> tuple[str, tuple[str, ...]]:
    """Of a sentence that only puts values into a text this text, with %s where they belong, and
    their names; nothing of one that chooses by number or kind, which is Fluent's to do.
    """
    pattern = _pattern(language, message)
    text, names = "", []
    # Fluent keeps a sentence of one part as that part.
    for element in getattr(pattern, "elements", [pattern]):
        if isinstance(element, ast.TextElement):
            text += element.value.replace("%", "%%")
        elif isinstance(element, ast.Placeable) and isinstance(
            element.expression, ast.VariableReference
        ):
            text += "%s"
            names.append(element.expression.id.name)
        else:
            return "", ()
    return text, tuple(names)


def _pattern(language: str, message: str) -> Pattern:
    try:
        pattern = bundle_of(language).get_message(message).value
    except LookupError:
        raise LookupError(f"no message {message} in {language}") from None
    if pattern is None:
        raise LookupError(f"{message} in {language} says nothing")
    return pattern


def _by_fluent(language: str, message: str, arguments: Mapping[str, Shown]) -> str:
    long = {name: text for name, text in arguments.items() if _is_long(text)}
    stands_for = {f"{_OPEN}{name}{_CLOSE}": str(text) for name, text in long.items()}
    given = {**arguments, **{name: f"{_OPEN}{name}{_CLOSE}" for name in long}}
    text, errors = bundle_of(language).format_pattern(_pattern(language, message), given)
    if errors:
        raise LookupError(f"{message} in {language}: {errors}")
    if not long:
        return str(text)
    return _STAND_IN.sub(lambda found: stands_for.get(found[0], found[0]), str(text))


def _is_long(text: Shown) -> bool:
    return isinstance(text, str) and len(text) > PLACEABLE_LENGTH_MAX
