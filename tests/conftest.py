"""What every test may ask for."""

import functools
import os
import ssl
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from coverage import Coverage
from sqlalchemy import Engine, event

from db.keys import drawn_key
from tests.compiling import compile_once
from tests.memory import in_memory
from tests.postgres import fresh_database, postgres_server
from tests.watched_logs import ON_PURPOSE, WATCHED, watch_logs

# What is measured is what the tests beside the code reach: a test takes three times as long while
# it is measured. These here go the same ways again, or let other processes go them.
UNMEASURED = {
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


def pytest_configure() -> None:
    # Every act waits until its file is on the disk, and tests have no better use for that time:
    # nobody cuts the power, and a killed process leaves what it wrote to memory as well.
    if memory := in_memory():
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(memory))
    # Databases are copied from one folder to another here; their keys stay the same.
    os.environ.setdefault("KRUZHOK_KEYS", drawn_key("k1"))
    event.listen(Engine, "engine_connect", compile_once)
    watch_logs()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """Whatever a test does, no log may say who it is about (promise A6)."""
    WATCHED.taken()
    answer = yield
    leaked = WATCHED.taken()
    assert not leaked or item.path.name in ON_PURPOSE, leaked[:3]
    return answer


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    measuring = Coverage.current()
    if measuring is None or is_measured(item):
        return (yield)
    measuring.stop()
    try:
        return (yield)
    finally:
        measuring.start()


def is_measured(test: pytest.Item) -> bool:
    """The second database is measured where it is another one, beside `db`."""
    where = test.path.relative_to(Path(__file__).parent).parts
    if UNMEASURED & {*where}:
        return False
    return where[0] == "db" or test.get_closest_marker("postgres") is None


@pytest.fixture(scope="session", autouse=True)
def authorities_read_once() -> Iterator[None]:
    """Each bot reads all the world's certificate authorities, even one whose Telegram is here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ssl.create_default_context", functools.cache(ssl.create_default_context))
        yield


@pytest.fixture(scope="session", autouse=True)
def journals_elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What tests erase in databases without a file is noted in no folder of the project."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("db.journal.FOLDER", tmp_path_factory.mktemp("journals"))
        yield


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A PostgreSQL server; tests put their tables into databases of their own."""
    with postgres_server() as url:
        yield url


@pytest.fixture
def postgres_database(postgres_url: str) -> Iterator[str]:
    """An empty database for one test."""
    with fresh_database(postgres_url) as url:
        yield url
