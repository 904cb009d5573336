"""What the operations manual says can be done, in both languages."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import pytest
from typer.main import get_command

from core.domain.parked import ParkedWhy
from office.app import command_line
from tests.office.conftest import Kruzhok, refused
from tests.postgres import AS_THE_MANUAL_SAYS

ROOT = Path(__file__).parents[2]
MANUALS = [ROOT / "docs" / "operations.md", ROOT / "docs" / "operations.ru.md"]
EXAMPLE = (ROOT / ".env.example").read_text("utf-8")


@pytest.fixture(params=MANUALS, ids=lambda path: path.name)
def manual(request: pytest.FixtureRequest) -> str:
    path: Path = request.param
    return path.read_text("utf-8")


def unit(manual: str) -> dict[str, str]:
    """The lines of the systemd unit."""
    (written,) = re.findall(r"```ini\n(.*?)```", manual, flags=re.DOTALL)
    return dict(line.split("=", 1) for line in written.splitlines() if "=" in line)


def test_the_command_of_the_service_is_one_that_there_is(kruzhok: Kruzhok, manual: str) -> None:
    program, *words = shlex.split(unit(manual)["ExecStart"])
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["scripts"]

    # It goes as far as it can without a token, and says so in a sentence.
    said = refused(kruzhok(*words))

    assert Path(program).name in scripts
    assert said.startswith("KRUZHOK_BOT_TOKEN is not set")


def test_how_to_say_who_asks_stands_where_commands_are_typed(kruzhok: Kruzhok, manual: str) -> None:
    typed = "".join(re.findall(r"`systemd-run (.*?)`", manual, flags=re.DOTALL))

    assert typed.split()[-2:] == ["notices", "parked"]
    assert "KRUZHOK_ACTOR" in refused(kruzhok("notices", "parked", actor=""))
    assert "--setenv=KRUZHOK_ACTOR=operator:" in typed


def test_what_is_measured_on_postgresql_has_the_settings_of_the_manual(manual: str) -> None:
    assert all(f"ALTER SYSTEM SET {setting}`" in manual for setting in AS_THE_MANUAL_SAYS)


def test_the_service_waits_longer_for_the_end_than_the_bot_takes(manual: str) -> None:
    assert unit(manual)["KillSignal"] == "SIGTERM"
    # Handlers in flight, and then messages on their way.
    assert int(unit(manual)["TimeoutStopSec"]) >= 20 + 30


def test_every_command_of_the_manual_is_one_that_there_is(manual: str) -> None:
    known = get_command(command_line())
    named = set(re.findall(r"kruzhok ([a-z]+)(?: (parked|retry|drop|new|rotate))?", manual))

    for name, inner in named - {("owner", ""), ("c", "")}:
        command = known.commands.get(name)  # type: ignore[attr-defined]
        if command is None:
            continue
        assert not inner or inner in command.commands
    assert {"bot", "backup", "verify", "restore", "migrate", "audit", "notices", "keys"} <= {
        name for name, _ in named
    }


def test_every_setting_of_the_manual_is_explained(manual: str) -> None:
    settings = set(re.findall(r"KRUZHOK_[A-Z_]+[A-Z]", manual))

    assert [name for name in settings if name not in EXAMPLE] == []


def test_what_is_written_by_hand_is_what_the_program_writes(manual: str) -> None:
    assert f"parked_why = '{ParkedWhy.RESTORED.value}'" in manual


def test_both_manuals_say_the_same() -> None:
    english, russian = (path.read_text("utf-8") for path in MANUALS)

    assert unit(english) == unit(russian)
    for shape in (r"^#+ ", r"^\| ", r"^```", r"^\d\. "):
        found = [len(re.findall(shape, each, flags=re.MULTILINE)) for each in (english, russian)]
        assert found[0] == found[1], shape


def test_the_compose_file_says_that_it_was_not_run() -> None:
    assert "NOT RUN" in (ROOT / "compose.yaml").read_text("utf-8")
