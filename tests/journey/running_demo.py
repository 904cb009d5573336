"""`kruzhok demo` as a process of its own, and what happens in its world without the bot."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from core.domain.actor import MunicipalityOfficer
from core.domain.certificate import last_valid_day
from core.domain.ids import ProviderId
from core.ports.unit_of_work import UnitOfWork
from core.services import funding
from db.clock import ClockFrom
from db.database import Database
from db.sealing import KeyRing
from db.settings import keys_beside
from sandbox.demo import FILE
from sandbox.demo_clock import BEGINS
from sandbox.demo_people import PROVIDER_INN, SONYA
from sandbox.demo_region import CATEGORY
from tests.watched_logs import look_at

ROOT: Final = Path(__file__).parents[2]
ENDS_SECONDS: Final = 60
NASTY_NAME: Final = "Орлов <b>R&D"
NASTY_SHORT_NAME: Final = "<b>R&D О."
NASTY_NUMBER: Final = "3901999999"
FULL_GROUP: Final = "Кони выходного дня"
_ADDRESS: Final = re.compile(r"open (\S+) in a browser")


@dataclass(frozen=True, slots=True)
class RunningDemo:
    """Where its page is, and the folder with its database."""

    url: str
    folder: Path

    async def live_on(self) -> None:
        """Issue a certificate to a child with a nasty name, and fill a group, as others would."""
        url = f"sqlite:///{self.folder / FILE}"
        database = Database.open(url, ClockFrom(BEGINS), KeyRing(file=keys_beside(url)))
        try:
            await database.perform(_issue_nasty)
            await database.perform(_fill_group)
        finally:
            await database.close()


@contextmanager
def running_demo(folder: Path) -> Iterator[RunningDemo]:
    """Start it on any free port, and see that it ends cleanly."""
    surroundings = {
        name: value for name, value in os.environ.items() if not name.startswith("KRUZHOK_")
    } | {"LC_ALL": "C.UTF-8"}
    command = [sys.executable, "-m", "sandbox", "--no-browser", "--port", "0"]
    with (
        (folder / "demo.log").open("w") as log,
        subprocess.Popen(  # noqa: S603 - our own command
            [*command, "--data", str(folder)],
            cwd=ROOT,
            env=surroundings,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        ) as process,
    ):
        try:
            lines = iter(process.stdout or ())
            url = next((found[1] for line in lines if (found := _ADDRESS.search(line))), None)
            assert url, f"the demo did not start: {(folder / 'demo.log').read_text()}"
            yield RunningDemo(url, folder)
        finally:
            process.send_signal(signal.SIGTERM)
            ended = process.wait(ENDS_SECONDS)
            look_at("demo.log", (folder / "demo.log").read_bytes())
    assert ended == 0


def _issue_nasty(uow: UnitOfWork) -> None:
    place = next(each for each in uow.municipalities.all() if each.code == SONYA.municipality_code)
    officer = MunicipalityOfficer("demo", place.id)
    category = funding.add_category(uow, officer, place.id, CATEGORY)
    # As it could come from an older database: nobody enters such a name any more.
    born_on = date(2017, 3, 5)
    child = uow.people.add_child(
        full_name=NASTY_NAME, born_on=born_on, certificate_number=NASTY_NUMBER
    )
    uow.certificates.add(
        child=child,
        municipality=place.id,
        category=category,
        valid_until=last_valid_day(born_on),
    )


def _fill_group(uow: UnitOfWork) -> None:
    for offering in uow.catalog.groups(provider=_provider(uow), page=1, size=100):
        if offering.group.title == FULL_GROUP:
            for _ in range(offering.group.places_free or 0):
                uow.groups.take_place(offering.group.id)


def _provider(uow: UnitOfWork) -> ProviderId:
    provider = uow.catalog.provider_by_inn(PROVIDER_INN)
    assert provider is not None
    return provider.id
