"""A sandbox that runs, people in it, and a bot that is plain HTTP."""

from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientSession

from sandbox.pace import Pace
from sandbox.people import Person
from sandbox.profiles import Profile
from sandbox.server import Sandbox
from tests.sandbox.barebot import BareBot
from tests.sandbox.clocks import FakeControls, Seconds

ANNA = Profile(
    101, "Анна", "Петрова", "anna", phone="+79001112233", part={"ru": "Родитель", "en": "Parent"}
)
BEN = Profile(102, "Ben", language="en", phone="+79001112244", part={"en": "Provider"})


@pytest.fixture
def controls() -> FakeControls:
    return FakeControls()


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
async def sandbox(controls: FakeControls, seconds: Seconds) -> AsyncIterator[Sandbox]:
    made = Sandbox(
        people=[ANNA, BEN],
        controls=controls,
        now=controls.now,
        pace=Pace(webhook_pause_seconds=0.01, monotonic=seconds),
    )
    await made.start()
    yield made
    await made.stop()


@pytest.fixture
async def http(sandbox: Sandbox) -> AsyncIterator[ClientSession]:
    async with ClientSession(sandbox.url) as session:
        yield session


@pytest.fixture
def bot(sandbox: Sandbox, http: ClientSession) -> BareBot:
    return BareBot(http, sandbox.token)


@pytest.fixture
def anna(sandbox: Sandbox) -> Person:
    """Has pressed Start."""
    person = sandbox.person(ANNA.id)
    person.start()
    return person


@pytest.fixture
def ben(sandbox: Sandbox) -> Person:
    """Has never been here."""
    return sandbox.person(BEN.id)
