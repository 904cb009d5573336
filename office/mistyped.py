"""What is wrong with the words of a command, in the language of the terminal.

The parser below Typer speaks English only and has no codes: what it found is told apart here by
the class of its error, and where it has no class of its own by its words. What is not known here
is said as it says it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any, Final

import typer
from typer._click.exceptions import (
    BadOptionUsage,
    BadParameter,
    MissingParameter,
    NoSuchOption,
    UsageError,
)
from typer.core import TyperGroup

# How near a word must be to be offered: `--prise` is `--price`, `--nope` is nothing.
NEAR: Final = 0.7
_EXTRA: Final = re.compile(r"Got unexpected extra argument\(s\) \((?P<given>.*)\)", re.DOTALL)
_NO_FILE: Final = re.compile(
    r"(?:file|path|dir) '(?P<given>.*)' (?P<why>does not exist|is a directory|is not readable)\.",
    re.DOTALL,
)
_NOT_ONE_OF: Final = re.compile(
    r"Value error, (?P<given>.*) is not one of (?P<allowed>[^\n]*)\.", re.DOTALL
)


class NoSuchCommand(UsageError):
    """The first word is no command of this group."""

    def __init__(self, command: str, known: Sequence[str]) -> None:
        super().__init__(command)
        self.command = command
        self.known = known


def misread(message: str, given: str = "", **facts: str | int) -> typer.BadParameter:
    """What is wrong with a value that was typed, or with several beside each other: `message`
    says what would do.
    """
    from office.words import say

    return typer.BadParameter(say(f"misread-{message}", {"given": repr(given), **facts}))


def mistyped(error: typer.TyperException) -> str:
    """One sentence and the code that programs look for; other refusals as they are."""
    match error:
        case NoSuchCommand() | NoSuchOption():
            return _unknown(error)
        case BadParameter():
            return _unfit(error)
        case BadOptionUsage():
            takes = "no-value" if "does not take" in error.message else "value-missing"
            return _said(takes, given=error.option_name)
        case UsageError(message="Missing command.", cmd=TyperGroup() as group):
            return _said("command-missing", known=", ".join(group.commands))
        case UsageError() if extra := _EXTRA.fullmatch(error.message):
            return _said("unexpected-argument", given=repr(extra["given"]))
        case _:
            return error.format_message()


def _unknown(error: NoSuchCommand | NoSuchOption) -> str:
    if isinstance(error, NoSuchCommand):
        near = _nearest(error.command, error.known)
        return _said("no-such-command", near, given=repr(error.command))
    near = _nearest(error.option_name, error.possibilities or ())
    return _said("no-such-option", near, given=error.option_name)


def _unfit(error: BadParameter) -> str:
    name = _named(error)
    if isinstance(error, MissingParameter):
        return _said(f"{_kind(error.param)}-missing", name=name)
    why = _why(error)
    return _said("bad-value", name=name, why=why) if name else f"{why} (bad-value)"


def _why(error: BadParameter) -> str:
    """Why a value does not do; the words of whoever reads it where they are none of these."""
    from office.words import say

    if found := _NO_FILE.fullmatch(error.message):
        why = f"misread-file-{found['why'].replace(' ', '-')}"
        return say(why, {"given": repr(found["given"])})
    if found := _NOT_ONE_OF.fullmatch(error.message):
        return say("misread-one-of", found.groupdict())
    # A library checks numbers, and says which rule they break.
    read: Any = error.__cause__
    broken = read.errors()[0] if hasattr(read, "errors") else {}
    match broken.get("type"):
        case "int_parsing" | "int_from_float":
            return say("misread-number")
        case "greater_than_equal":
            return say("misread-at-least", {"least": str(broken["ctx"]["ge"])})
        case "less_than_equal":
            return say("misread-at-most", {"most": str(broken["ctx"]["le"])})
        case _:
            return error.message


def _said(code: str, near: Sequence[str] = (), **facts: str) -> str:
    from office.words import say

    sentences = [say(f"mistyped-{code}", facts)]
    if near:
        sentences.append(say("mistyped-nearest", {"nearest": ", ".join(map(repr, near))}))
    return f"{' '.join(sentences)} ({code})"


def _nearest(given: str, known: Sequence[str]) -> list[str]:
    return get_close_matches(given, known, n=2, cutoff=NEAR)


def _kind(param: Any) -> str:  # noqa: ANN401 - Typer's own
    return "argument" if getattr(param, "param_type_name", None) == "argument" else "option"


def _named(error: BadParameter) -> str:
    """The option or argument, with what may stand for it where that is a short list."""
    if error.param is None:
        return ""
    name = error.param.get_error_hint().replace("'", "")
    choices = error.param.type_descriptor.choices if isinstance(error, MissingParameter) else None
    return f"{name} ({', '.join(map(str, choices))})" if choices else name
