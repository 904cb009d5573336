"""Every command that changes something can be tried, and answers programs (issue 3, point 6)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from office.app import command_line

# They only look, or write nothing but the file that they are asked for.
READING = {
    "account holders", "account list", "agreement list", "agreement show", "application list",
    "application show", "audit", "category list", "category show", "certificate list",
    "certificate show", "enrollment list", "enrollment quote", "enrollment show",
    "export programs", "group list", "group show", "import list", "import show", "keys new",
    "keys show", "module list", "module show", "municipality known", "municipality list",
    "municipality show", "notices parked", "period list", "period show", "person erased",
    "program list", "program show", "provider list", "provider show", "quote",
    "trail account", "trail application", "trail category", "trail certificate",
    "trail enrollment", "trail group", "trail module", "trail municipality", "trail period",
    "trail program", "trail provider", "verify",
}  # fmt: skip
# They run until they are stopped; what happens meanwhile is others' doing.
RUNNING = {"bot", "demo"}


def leaves(command: object, *path: str) -> Iterator[tuple[str, TyperCommand]]:
    if isinstance(command, TyperGroup):
        for name, each in command.commands.items():
            yield from leaves(each, *path, name)
    else:
        assert isinstance(command, TyperCommand)
        yield " ".join(path), command


COMMANDS = dict(leaves(get_command(command_line())))
CHANGING = sorted(COMMANDS.keys() - READING - RUNNING)


def options(name: str) -> set[str]:
    return {option for each in COMMANDS[name].params for option in each.opts}


@pytest.mark.parametrize("name", CHANGING)
def test_a_command_that_changes_something_can_be_tried_and_answers_programs(name: str) -> None:
    assert {"--dry-run", "--json"} <= options(name)


@pytest.mark.parametrize("name", sorted(READING))
def test_a_command_that_only_looks_has_nothing_to_try_and_answers_programs(name: str) -> None:
    assert "--json" in options(name)
    assert "--dry-run" not in options(name)


@pytest.mark.parametrize(
    "noun",
    ["municipality", "period", "category", "certificate", "provider", "agreement", "program",
     "module", "group"],
)  # fmt: skip
def test_every_noun_of_the_registries_is_listed_shown_added_and_set(noun: str) -> None:
    assert COMMANDS.keys() >= {f"{noun} {verb}" for verb in ("list", "show", "add", "set")}
