"""`--help` on a Russian terminal: what docstrings and options say in English, sentence by sentence.

An English sentence is the key of its translation (`locales/ru/help.toml`): whoever changes the
one is told by a test that the other is missing.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from copy import copy
from functools import cache
from typing import Any, Final

from typer import Context
from typer._click.formatting import HelpFormatter
from typer.core import TyperGroup

from office.tongue import LOCALES

_PARAGRAPHS: Final = re.compile(r"\n\s*\n")
_SENTENCES: Final = re.compile(r"(?<=[.?!])\s+(?=[A-ZА-Я`])")
_HEADINGS: Final = {"Arguments": "Аргументы", "Options": "Параметры", "Commands": "Команды"}
# Behind an option, as the parser writes it.
_EXTRA: Final = re.compile(r"  \[(?P<said>[^\[\]]*)\]$")


def sentences(text: str) -> list[list[str]]:
    """The sentences of each paragraph, each on one line."""
    paragraphs = (" ".join(each.split()) for each in _PARAGRAPHS.split(text.strip()))
    return [_SENTENCES.split(each) for each in paragraphs]


def in_russian(text: str) -> str:
    """Sentences that nobody has translated stay as they are."""
    return "\n\n".join(
        " ".join(_known().get(each, each) for each in paragraph) for paragraph in sentences(text)
    )


def explained(command: Any) -> Any:  # noqa: ANN401 - a command or a group of Typer's
    """The command as its help says it in Russian, with all that it lists; itself is unchanged."""
    said = _said(command)
    said.context_class = _RussianContext
    said.params = [_parameter(each) for each in command.params]
    if isinstance(command, TyperGroup):
        said.commands = {name: _said(each) for name, each in command.commands.items()}
    return said


def _said(command: Any) -> Any:  # noqa: ANN401 - as above
    said = copy(command)
    said.help = command.help and in_russian(command.help)
    said.short_help = command.short_help and in_russian(command.short_help)
    return said


def _parameter(parameter: Any) -> Any:  # noqa: ANN401 - an option or an argument of Typer's
    said = copy(parameter)
    said.help = parameter.help and in_russian(parameter.help)
    return said


class _RussianFormatter(HelpFormatter):
    """The words that the parser itself says."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        args = args.replace("[OPTIONS]", "[ПАРАМЕТРЫ]").replace(
            "COMMAND [ARGS]", "КОМАНДА [АРГУМЕНТЫ]"
        )
        super().write_usage(prog, args, prefix or "Использование: ")

    def write_heading(self, heading: str) -> None:
        super().write_heading(_HEADINGS.get(heading, heading))

    def write_dl(
        self, rows: Sequence[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        super().write_dl([(name, _row(text)) for name, text in rows], col_max, col_spacing)


class _RussianContext(Context):
    formatter_class = _RussianFormatter


def _row(text: str) -> str:
    extra = _EXTRA.search(text)
    if extra is None:
        return in_russian(text)
    said = extra["said"].replace("default: ", "по умолчанию: ").replace("required", "обязательно")
    return f"{in_russian(text[: extra.start()])}  [{said}]"


@cache
def _known() -> Mapping[str, str]:
    return tomllib.loads((LOCALES / "ru" / "help.toml").read_text("utf-8"))
