"""Rows that were written in the clear are sealed by the migration, and opened by its way back."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, MetaData, Table, insert, select

from db import migrate, versions
from db.keys import drawn_key, parsed_keys
from db.sealing import KeyRing
from tests.db.test_migrations import empty_url

__all__ = ["empty_url"]

BEFORE, SEALED = "0017", "0018"
# What there was before, table by table.
ROWS: dict[str, list[dict[str, object]]] = {
    "municipalities": [
        {
            "id": 1,
            "code": "KGD",
            "name": "К",
            "zone": "Europe/Kaliningrad",
            "number_prefix": "3901",
        }
    ],
    "accounts": [{"id": n, "chat": n, "language": "ru"} for n in (1, 2)],
    "applications": [
        {
            "id": 1,
            "account_id": 1,
            "municipality_id": 1,
            "state": "SENT",
            "request_key": "k",
            "consent_version": "1",
            "sent_at": datetime(2026, 8, 1, 10, tzinfo=UTC),
            "answer_due": date(2026, 8, 4),
        }
    ],
    "children": [
        {"id": n, "full_name": name, "born_on": born_on, "normalized_name": f"same {n}"}
        for n, name, born_on in (
            (1, "Канарейкина Алёна Львовна", date(2011, 2, 3)),
            (2, "Канарейкин <b>Лев", date(2012, 10, 31)),
        )
    ],
    "certificate_numbers": [{"child_id": n, "number": f"390177700{n}"} for n in (1, 2)],
    "applicants": [
        {
            "application_id": 1,
            "child_full_name": "Канарейкина Ия",
            "child_born_on": date(2015, 5, 6),
            "full_name": "Канарейкина Римма",
            "applicant": "CHILD",
        }
    ],
    "application_drafts": [
        {
            "account_id": n,
            "key": "d",
            "municipality_id": 1,
            "child_full_name": child,
            "child_born_on": born_on,
            "full_name": name,
            "applicant": applicant,
            "touched_at": datetime(2026, 8, 1, 10, tzinfo=UTC),
        }
        for n, child, born_on, name, applicant in (
            (1, "Канарейкин Ян", None, "", None),
            (2, "", date(2016, 7, 8), "Канарейкин Пётр", "PARENT"),
        )
    ],
}
PERSONS = ("children", "certificate_numbers", "applicants", "application_drafts")


@pytest.fixture
def ring() -> KeyRing:
    return KeyRing(parsed_keys(drawn_key("k1")), file=None)


def kept(url: str) -> dict[str, list[dict[str, str]]]:
    """Everything in the tables with persons, but for what is made of the names."""

    def ask(connection: Connection) -> dict[str, list[dict[str, str]]]:
        found = {}
        for name in PERSONS:
            table = Table(name, MetaData(), autoload_with=connection)
            rows = connection.execute(select(table).order_by(*table.primary_key)).mappings()
            found[name] = [
                {key: str(value) for key, value in row.items() if key != "normalized_name"}
                for row in rows
            ]
        return found

    return versions.connected(url, ask)


def fill(connection: Connection) -> None:
    for name, rows in ROWS.items():
        table = Table(name, MetaData(), autoload_with=connection)
        connection.execute(insert(table), rows)


def filled(url: str) -> None:
    versions.connected(url, fill)


def files_of(url: str) -> Iterator[bytes]:
    path = Path(url.partition("///")[2])
    return (file.read_bytes() for file in path.parent.glob(f"{path.name}*"))


def test_a5_what_was_in_the_clear_is_sealed_and_comes_back_as_it_was(
    empty_url: str, ring: KeyRing
) -> None:
    migrate.upgrade(empty_url, BEFORE)
    filled(empty_url)
    before = kept(empty_url)

    migrate.upgrade(empty_url, SEALED, ring)
    sealed = kept(empty_url)
    migrate.downgrade(empty_url, BEFORE, ring)
    back = kept(empty_url)
    migrate.upgrade(empty_url, SEALED, ring)
    migrate.downgrade(empty_url, BEFORE, ring)

    assert [row["key_id"] for row in sealed["children"]] == ["k1", "k1"]
    assert "Канарейкин" not in str(sealed)
    assert before == back == kept(empty_url)


@pytest.mark.parametrize("empty_url", ["sqlite"], indirect=True)
def test_a5_no_file_holds_a_name_any_more_once_all_was_sealed(
    empty_url: str, ring: KeyRing
) -> None:
    migrate.upgrade(empty_url, BEFORE)
    filled(empty_url)
    canaries = ["анарейкин".encode(), b"2011-02-03", b"3901777001", b"2016-07-08"]
    seen_before = b"".join(files_of(empty_url))

    migrate.upgrade(empty_url, SEALED, ring)

    assert all(canary in seen_before for canary in canaries)
    left = b"".join(files_of(empty_url))
    assert [canary for canary in canaries if canary in left] == []


def test_other_keys_than_those_of_the_rows_open_nothing(empty_url: str, ring: KeyRing) -> None:
    migrate.upgrade(empty_url, BEFORE)
    filled(empty_url)
    migrate.upgrade(empty_url, SEALED, ring)
    other = KeyRing(
        parsed_keys("k1:" + base64.b64encode(bytes(range(100, 132))).decode()), file=None
    )

    with pytest.raises(Exception, match="master key k1 that is not among the present ones"):
        migrate.downgrade(empty_url, BEFORE, other)
    with pytest.raises(Exception, match="master key k1 that is not among the present ones"):
        versions.ensure_keys_fit(empty_url, other)
    versions.ensure_keys_fit(empty_url, ring)
