"""`--help` speaks the language of the terminal: every command, every option, every sentence."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from office.app import command_line
from office.helping import sentences
from office.tongue import LOCALES
from tests.office.conftest import Kruzhok

KNOWN = tomllib.loads((LOCALES / "ru" / "help.toml").read_text("utf-8"))
# The parser's own.
OF_EVERY_COMMAND = "Show this message and exit."
# What is typed is the same in every language, and stands so in both.
TYPED = re.compile(r"`[^`]*`|--[a-z-]+|KRUZHOK_[A-Z_]+(?:=[a-z]+:[A-Z:]+)?|\b[A-Z]{3}-\d+")


def texts(command: object, *path: str) -> Iterator[tuple[str, str]]:
    """Where each text of the help stands, and the text."""
    at = " ".join(path)
    for text in (getattr(command, "help", None), getattr(command, "short_help", None)):
        if text:
            yield at, text
    for option in getattr(command, "params", ()):
        if option.help:
            yield f"{at} {option.opts[0]}", option.help
    if isinstance(command, TyperGroup):
        for name, each in command.commands.items():
            yield from texts(each, *path, name)


ALL = list(texts(get_command(command_line()), "kruzhok"))


def test_every_sentence_of_every_command_and_option_has_its_russian_one() -> None:
    said = {each: at for at, text in ALL for part in sentences(text) for each in part}

    assert len(said) > 400
    assert {at: each for each, at in said.items() if each not in KNOWN} == {}
    assert KNOWN.keys() - said.keys() == {OF_EVERY_COMMAND}, "nobody says it any more"


@pytest.mark.parametrize("english", KNOWN)
def test_what_is_typed_is_the_same_in_both_languages(english: str) -> None:
    russian = KNOWN[english]

    assert sorted(TYPED.findall(russian)) == sorted(TYPED.findall(english))
    assert re.search("[а-яё]{2}", russian) or english == "ru or en."
    assert not re.search(r"\b(the|of|and|is|with)\b", russian)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Детские кружки и секции"),
        (("-h",), "trail         Журнал действий одного объекта"),
        (("certificate", "--help"), "Дать сертификату номинал его категории"),
        (("certificate", "close", "--help"), "Почему он закрыт."),
        (("notices", "parked", "-h"), "[по умолчанию: 1; 1<=x<=1000000]"),
        (("quote", "--help"), "[обязательно]"),
    ],
)
def test_help_is_read_in_russian_on_a_russian_terminal(
    kruzhok: Kruzhok,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    said: str,
) -> None:
    english = kruzhok(*words).stdout
    monkeypatch.setenv("LANG", "ru_RU.UTF-8")
    russian = kruzhok(*words).stdout
    monkeypatch.delenv("LANG")

    assert said in russian
    assert russian.startswith("Использование: kruzhok")
    assert "Показать эту справку и выйти." in russian
    assert not re.search(r"\b(the|of|and|Options|Commands|default|required)\b", russian)
    assert english.startswith("Usage: kruzhok")
    assert kruzhok(*words).stdout == english
    assert not re.search("[а-яё]{3}", english.replace("Ошибка", ""))


def test_who_asks_for_no_help_reads_nothing_of_it(
    kruzhok: Kruzhok, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "ru_RU.UTF-8")
    monkeypatch.setattr("office.helping.explained", lambda _: pytest.fail("not asked"))

    assert kruzhok("municipality", "known").exit_code == 0
