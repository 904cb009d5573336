"""So many programs go in together as take a few moments."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from core.domain.drafts import GroupDraft
from core.domain.uploads import ReadProgram
from office.pace import Pace
from tests.builders import CHESS, FIRST_YEAR, TEN_PLACES


def programs(number: int, groups: tuple[GroupDraft, ...] = (TEN_PLACES,)) -> list[ReadProgram]:
    draft = replace(CHESS, modules=(replace(FIRST_YEAR, groups=groups),))
    return [ReadProgram(str(n), n, "", draft, (), whole=True) for n in range(number)]


def taking(monkeypatch: pytest.MonkeyPatch, measured: Pace, seconds: float) -> int:
    """How many go in after so many took so long."""
    clock = iter((0.0, seconds))
    monkeypatch.setattr(time, "monotonic", lambda: next(clock))
    with measured.measured():
        pass
    return len(measured.divided(programs(100))[0])


def test_more_go_in_while_that_takes_a_moment_and_fewer_when_it_takes_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = Pace(most=10)

    sizes = [taking(monkeypatch, found, each) for each in (0, 0, 0, 0.05, 1, 0.5, 0.3, 0.2)]

    assert sizes == [7, 10, 10, 10, 5, 2, 1, 1]


def test_no_fewer_go_in_where_that_does_not_help(monkeypatch: pytest.MonkeyPatch) -> None:
    found = Pace(most=50)

    busy = [taking(monkeypatch, found, each) for each in (0.2, 0.2, 0.2, 0.2, 0.2, 0.19, 0.2)]
    calm = [taking(monkeypatch, found, each) for each in (0.05, 1, 0.4)]

    assert busy == [2, 8, 4, 16, 8, 32, 16]
    assert calm == [16, 8, 4]


def test_all_go_in_and_a_large_program_goes_alone() -> None:
    large = programs(1, tuple(replace(TEN_PLACES, title=str(n)) for n in range(300)))
    nothing = replace(programs(1)[0], draft=None)

    first, left = Pace(most=50).divided([nothing, *large, *programs(1)])
    second, rest = Pace(most=50).divided(left)

    assert (first, second) == ([nothing], large)
    assert Pace(most=50).divided(rest) == (rest, [])
