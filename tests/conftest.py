"""What every test may ask for."""

import functools
import os
import ssl
from collections.abc import Generator, Iterator

import pytest
from hypothesis import settings
from sqlalchemy import Engine, event

from db.keys import drawn_key
from tests.compiling import compile_once
from tests.measuring import Measuring
from tests.memory import in_memory
from tests.ordering import long_ones_first, workers
from tests.postgres import fresh_database, postgres_server
from tests.watched_logs import ON_PURPOSE, WATCHED, watch_logs

# One that waits for a process, a server or a page leaves its core to the others.
WORKERS_BEYOND_CORES = 1


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Measuring())
    # Every act waits until its file is on the disk, and tests have no better use for that time:
    # nobody cuts the power, and a killed process leaves what it wrote to memory as well.
    if memory := in_memory():
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(memory))
    # Databases are copied from one folder to another here; their keys stay the same.
    os.environ.setdefault("KRUZHOK_KEYS", drawn_key("k1"))
    event.listen(Engine, "engine_connect", compile_once)
    # No test asserts on time.
    settings.register_profile("unhurried", settings(deadline=None))
    settings.load_profile("unhurried")
    watch_logs()


def pytest_xdist_auto_num_workers() -> int:
    """What `-n auto` means."""
    return (os.cpu_count() or 1) + WORKERS_BEYOND_CORES


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if workers() > 1:
        items[:] = long_ones_first(items, workers())


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """Whatever a test does, no log may say who it is about (promise A6)."""
    WATCHED.taken()
    answer = yield
    leaked = WATCHED.taken()
    assert not leaked or item.path.name in ON_PURPOSE, leaked[:3]
    return answer


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
