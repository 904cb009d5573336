"""The order in which workers share the tests loses none and leaves no long one to the end."""

from __future__ import annotations

import pytest

from tests.ordering import LONGEST, TESTS, is_long, long_ones_first


class Placed(pytest.Item):
    """A test of which only the file matters."""

    def runtest(self) -> None:
        raise AssertionError("only its place is asked for")


@pytest.fixture
def items(request: pytest.FixtureRequest) -> list[pytest.Item]:
    files = ["domain/test_a.py", "journey/test_b.py", "crash/test_killed_runs.py", "bot/test_c.py"]
    return [
        Placed.from_parent(request.session, name=f"test_{n}", path=TESTS / file)
        for file in files
        for n in range(10)
    ]


@pytest.mark.parametrize("workers", [2, 3, 4, 7])
def test_each_share_begins_with_long_ones_and_no_test_is_lost(
    items: list[pytest.Item], workers: int
) -> None:
    ordered = long_ones_first(items, workers)

    assert sorted(map(id, ordered)) == sorted(map(id, items))
    assert is_long(ordered[0])
    assert is_long(ordered[len(items) // workers])
    assert not is_long(ordered[-1])


def test_tests_of_a_file_stay_together_and_in_their_order(items: list[pytest.Item]) -> None:
    ordered = long_ones_first(items, 2)

    for file in ("journey/test_b.py", "crash/test_killed_runs.py"):
        of_file = [each for each in items if each.path == TESTS / file]
        first = ordered.index(of_file[0])
        assert ordered[first : first + len(of_file)] == of_file


def test_what_is_called_long_exists() -> None:
    there = {part for path in TESTS.rglob("*.py") for part in path.relative_to(TESTS).parts}

    assert there >= {*LONGEST}
