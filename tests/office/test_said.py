"""What commands answer is said on both kinds of terminal: sentences, columns and codes."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import pytest
from fluent.syntax import ast as fluent
from fluent.syntax import parse, serialize

from core.domain import (
    application,
    certificate,
    enrollment,
    grounds,
    ledger,
    notice,
    program,
    uploads,
)
from core.domain.parked import ParkedWhy
from office.tongue import LOCALES
from office.words import has
from tests.office.conftest import Kruzhok, refused
from tests.office.region import ANNA, CATEGORY, NUMBER, OLEG, built, files, region
from tests.office.typed import told

__all__ = ["built", "files", "region"]
OFFICE = Path(__file__).parents[2] / "office"
# Files of a catalog have words of their own (`import.ftl`).
ANSWERING = sorted(file for file in OFFICE.rglob("*.py") if "catalog_files" not in file.parts)
RUSSIAN = "ru_RU.UTF-8"
# What people read is given to one of these.
SAYING = frozenset({"Refused", "answer", "answer_change", "complain"})
# A path, a link or a command is the same in every language.
X1 = (
    "--price", "9000", "--normative", "9000", "--group", "2020-09-01..2020-12-31",
    "--period-end", "2020-12-31", "--start", "2020-09-01", "--available", "15102",
)  # fmt: skip
PLAIN = re.compile(r"(/start |[\s.,:;()%/-])*")


def calls(file: Path, names: frozenset[str]) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in names:
            yield node


def literals(node: ast.expr) -> Iterator[str]:
    """The words that a text is written with; those of calls in it are said by these."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=values):
            for each in values:
                yield from literals(each)
        case ast.BinOp(left=left, right=right):
            yield from literals(left)
            yield from literals(right)
        case ast.IfExp(body=body, orelse=orelse):
            yield from literals(body)
            yield from literals(orelse)
        case ast.Tuple(elts=elements) | ast.List(elts=elements):
            for each in elements:
                yield from literals(each)
        case ast.Starred(value=value):
            yield from literals(value)
        case _:
            return


@pytest.fixture(params=[RUSSIAN, "C.UTF-8"])
def terminal(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    chosen: str = request.param
    monkeypatch.setenv("LC_ALL", chosen)
    return chosen


@pytest.mark.parametrize("file", ANSWERING, ids=lambda file: file.stem)
def test_no_answer_and_no_refusal_is_written_in_the_code(file: Path) -> None:
    written = [
        f"{file.name}:{call.lineno}: {text!r}"
        for call in calls(file, SAYING)
        for argument in call.args[:2]
        for text in literals(argument)
        if not PLAIN.fullmatch(text)
    ]

    assert not written, "say it (office/locales):\n" + "\n".join(written)


@pytest.mark.usefixtures("terminal")
def test_every_message_that_is_said_is_there() -> None:
    written = "".join(file.read_text("utf-8") for file in ANSWERING)

    said = set(re.findall(r"\"((?:said|refused|table|change)-[a-z-]+)\"", written))

    assert len(said) > 60
    assert [each for each in sorted(said) if not has(each)] == []


@pytest.mark.usefixtures("terminal")
def test_every_column_and_every_line_has_a_name() -> None:
    names = {
        text
        for file in ANSWERING
        for call in calls(file, frozenset({"table", "pairs"}))
        for argument in (call.args[:1] if call.func.id == "table" else call.args)  # type: ignore[attr-defined]
        for text in _names(call, argument)
        if text
    }

    missing = [
        each
        for each in sorted(names)
        if not has(f"name-{re.sub('[^a-z0-9]+', '-', each.lower()).strip('-')}")
    ]

    assert len(names) > 50
    assert missing == []


def _names(call: ast.Call, argument: ast.expr) -> Iterator[str]:
    """The heads of a table; of a pair the first of the two."""
    if call.func.id == "pairs" and isinstance(argument, ast.Tuple):  # type: ignore[attr-defined]
        yield from literals(argument.elts[0])
    elif call.func.id == "table":  # type: ignore[attr-defined]
        yield from literals(argument)


@pytest.mark.usefixtures("terminal")
def test_every_code_that_people_read_is_in_words() -> None:
    codes = {
        code.value
        for module in (
            application,
            certificate,
            enrollment,
            grounds,
            ledger,
            notice,
            program,
            uploads,
        )
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, StrEnum)
        for code in kind
        if kind is not application.Step
    }

    assert len(codes) > 60
    assert [each for each in sorted(codes) if not has(f"code-{each}")] == []
    assert [each for each in ParkedWhy if not has(f"parked-{each}")] == []


def test_both_languages_say_the_same_messages_with_the_same_facts() -> None:
    def facts(language: str) -> dict[str, frozenset[str]]:
        return {
            entry.id.name: frozenset(re.findall(r"\$(\w+)", serialize(fluent.Resource([entry]))))
            for file in sorted((LOCALES / language).glob("*.ftl"))
            for entry in parse(file.read_text("utf-8")).body
            if isinstance(entry, fluent.Message)
        }

    assert facts("ru") == facts("en")


def test_a_russian_terminal_reads_russian_and_a_program_the_same_document(
    kruzhok: Kruzhok, region: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands = (
        ("certificate", "show", NUMBER),
        ("category", "show", "KLG", CATEGORY),
        ("municipality", "list"),
        ("period", "list", "KLG"),
        ("provider", "list"),
        ("program", "list"),
        ("agreement", "list", "KLG"),
        ("group", "list"),
        ("certificate", "freeze", NUMBER, "--dry-run"),
        ("quote", *X1),
    )
    before = [told(kruzhok, *words, **OLEG) for words in commands]

    monkeypatch.setenv("LC_ALL", RUSSIAN)
    texts = [kruzhok(*words, **OLEG).stdout for words in commands]
    after = [told(kruzhok, *words, **OLEG) for words in commands]

    assert after == before
    for words, text in zip(commands, texts, strict=True):
        assert re.search("[а-я]{4}", text), words
        assert not re.search(r"\b(the|of|and|state|name|kind|yes|no|first|last)\b", text), text


def test_refusals_of_files_are_said_in_the_terminals_language(
    kruzhok: Kruzhok, region: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "call it a.xlsx" in refused(kruzhok("export", "programs", "a.txt", **ANNA))
    monkeypatch.setenv("LC_ALL", RUSSIAN)
    assert "назовите файл a.xlsx" in refused(kruzhok("export", "programs", "a.txt", **ANNA))
