"""The shape of the tree: who imports whom, where rules stand, what no file may hold."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("bot", "core", "db", "office", "sandbox")
RULE = re.compile(r"\b(?:CERT|REG|ENR|LED)-\d+\b")
# Sections 2 to 6 of the law.
LAW = [
    f"{section}-{n}"
    for section, last in (("CERT", 12), ("REG", 7), ("ENR", 14), ("LED", 7))
    for n in range(1, last + 1)
]


def sources(*folders: str) -> list[Path]:
    return [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]


def imported(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


def test_the_domain_needs_nothing_but_the_standard_library() -> None:
    for path in sources("core/domain"):
        foreign = {
            name
            for name in imported(path)
            if not name.startswith("core.domain")
            and name.split(".")[0] not in sys.stdlib_module_names
        }

        assert foreign == set(), path.name


def test_no_act_awaits() -> None:
    for path in sources("core/domain", "core/services"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        awaiting = [
            node for node in ast.walk(tree) if isinstance(node, ast.AsyncFunctionDef | ast.Await)
        ]

        assert awaiting == [], path.name


@pytest.mark.parametrize("rule", LAW)
def test_a_rule_is_found_by_its_id_in_the_code_and_in_a_test(rule: str) -> None:
    in_code = [p for p in sources(*PACKAGES) if rule in RULE.findall(p.read_text("utf-8"))]
    as_test = rule.lower().replace("-", "_")
    in_tests = [
        p
        for p in sources("tests")
        if p != Path(__file__)
        and (f"test_{as_test}_" in p.read_text("utf-8") or rule in p.read_text("utf-8"))
    ]

    assert in_code
    assert in_tests


def test_no_module_of_the_product_is_longer_than_two_screens_of_ideas() -> None:
    longest = {
        str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines())
        for path in sources(*PACKAGES)
        if "migrations" not in path.parts
    }

    assert {name: lines for name, lines in longest.items() if lines > 350} == {}


def test_nothing_is_left_for_later_in_the_code() -> None:
    marks = re.compile(r"\b(?:TODO|FIXME|XXX|HACK|NotImplementedError)\b")

    left = [p.name for p in sources(*PACKAGES) if marks.search(p.read_text("utf-8"))]

    assert left == []


def test_the_command_line_starts_without_the_messenger() -> None:
    program = "import sys, office.app; print('aiogram' in sys.modules, 'pymorphy3' in sys.modules)"

    answer = subprocess.run(  # noqa: S603 - our own interpreter and our own words
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT
    )

    assert answer.stdout.split() == ["False", "False"]
