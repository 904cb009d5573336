"""docs/walkthrough.md is typed as it stands: every command prints what the document says."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.office.conftest import Kruzhok

DOCUMENT = Path(__file__).parents[2] / "docs" / "walkthrough.md"
BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TOKEN = re.compile(r"i_[\w-]{22}\b", re.ASCII)
BALANCE = re.compile(r"available (\d+)\.(\d\d), reserved (\d+)\.(\d\d), debited (\d+)\.(\d\d)")

# Section 9 of the rules: available, reserved, debited in kopecks, in the order of the document.
X1 = [(610200, 900000, 0)]
X5 = [
    (610200, 678687, 221313),
    (610200, 452458, 447542),
    (610200, 226229, 673771),
    (610200, 0, 900000),
]
X6 = [(1062658, 0, 447542)]


@dataclass
class Terminal:
    """Types the commands of the document; `tokens` are its invitations and the real ones."""

    kruzhok: Kruzhok
    settings: dict[str, str] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)

    def type(self, command: str, expected: str) -> None:
        words = [self.tokens.get(word, word) for word in shlex.split(command)]
        if words[0] == "export":
            name, _, value = words[1].partition("=")
            self.settings[name.removeprefix("KRUZHOK_").lower()] = value
            return
        if words[0] == "cp":
            shutil.copyfile(words[1], words[2])
            return
        result = self.kruzhok(*words[1:], **self.settings)
        for real, told in zip(TOKEN.findall(result.output), TOKEN.findall(expected), strict=True):
            self.tokens[told] = real
        assert _known(result.output, self.tokens) == expected, command
        assert result.exit_code == (2 if expected.startswith("kruzhok: ") else 0)


def _known(output: str, tokens: dict[str, str]) -> str:
    for told, real in tokens.items():
        output = output.replace(real, told)
    return output


def _commands(block: str) -> Iterator[tuple[str, str]]:
    """Each command with what stands under it."""
    for piece in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, output = piece.partition("\n")
        yield command, output


def test_the_walkthrough_prints_what_it_says(kruzhok: Kruzhok, folder: Path) -> None:
    terminal = Terminal(kruzhok)
    typed = 0
    for kind, name, body in BLOCK.findall(DOCUMENT.read_text("utf-8")):
        if kind != "console":
            (folder / name).write_text(body, "utf-8")
            continue
        for command, output in _commands(body):
            terminal.type(command, output)
            typed += 1

    assert typed > 50
    assert len(terminal.tokens) == 2


def test_x1_x5_and_x6_come_out_as_the_rules_say() -> None:
    text = DOCUMENT.read_text("utf-8")
    said = [(int(a + b), int(c + d), int(e + f)) for a, b, c, d, e, f in BALANCE.findall(text)]

    assert said == X1 + X5 + X6


@pytest.mark.parametrize(
    "command",
    ["municipality", "period", "category", "certificate", "agreement", "enrollment", "account"],
)
def test_the_walkthrough_shows_every_kind_of_act(command: str) -> None:
    assert f"$ kruzhok {command} " in DOCUMENT.read_text("utf-8")
