"""The bot's own source, read for the messages that it says."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import bot

ROOT: Final = Path(bot.__file__).parent
SAYING: Final = {"words", "button", "apart", "label", "plain", "render", "hint", "tick", "link"}


def said() -> tuple[frozenset[str], frozenset[str]]:
    """Whole message ids in the source, and what composed ones begin with."""
    whole: set[str] = set()
    beginnings: set[str] = set()
    for path in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.JoinedStr(values=[ast.Constant(value=str(beginning)), *_]):
                    beginnings.add(beginning)
                case ast.Constant(value=str(text)):
                    whole.add(text)
                case _:
                    pass
    return frozenset(whole), frozenset(beginnings)


def spoken_literally() -> Iterator[tuple[str, str]]:
    """Every message id that is written out where something is said, with its place."""
    for path in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = _name(node.func)
            literals = [
                argument.value
                for argument in node.args
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
            ]
            for literal in literals if name in SAYING else ():
                yield f"{path.relative_to(ROOT)}:{node.lineno}", literal


def _name(called: ast.expr) -> str:
    match called:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""
