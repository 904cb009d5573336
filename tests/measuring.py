"""Which tests `--cov` watches: only those that are measured, for a test takes twice as long so."""

import os
from collections.abc import Generator
from pathlib import Path
from typing import Final

import pytest
from coverage import Coverage

TESTS: Final = Path(__file__).parent
# What is measured is what the tests beside the code reach. These go the same ways again, or let
# other processes go them.
UNMEASURED: Final = {
    "architecture",
    "catalog_files",
    "crash",
    "journey",
    "sandbox",
    "sandbox_demo",
    "simulation",
    "test_any_update.py",
    "test_forged_buttons.py",
    "test_no_dead_ends.py",
    "test_nobody_elses_child.py",
}


class Measuring:
    """Lets coverage watch while tests are measured, and while one of the workers imports.

    Every worker imports the same modules, and their first lines need to be seen once only; when
    PostgreSQL's tests come (`MEASURED_IN` is set), SQLite's have seen them already.
    """

    def __init__(self) -> None:
        self._coverage: Coverage | None = None
        self._watching = False

    @pytest.hookimpl(wrapper=True)
    def pytest_collection(self) -> Generator[None, object, object]:
        self._coverage = Coverage.current()
        self._watching = self._coverage is not None
        first = os.environ.get("PYTEST_XDIST_WORKER", "gw0") == "gw0"
        self._watch(wanted=first and "MEASURED_IN" not in os.environ)
        answer = yield
        self._watch(wanted=False)
        return answer

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        self._watch(wanted=is_measured(item))
        return (yield)

    def _watch(self, *, wanted: bool) -> None:
        # Beginning takes a while, so it goes on from one measured test to the next.
        if self._coverage is not None and wanted != self._watching:
            self._watching = wanted
            (self._coverage.start if wanted else self._coverage.stop)()


def is_measured(test: pytest.Item) -> bool:
    """The second database is measured where it is another one, beside `db`."""
    where = test.path.relative_to(TESTS).parts
    if UNMEASURED & {*where}:
        return False
    return where[0] == "db" or test.get_closest_marker("postgres") is None
