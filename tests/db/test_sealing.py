"""Keys: which are taken, where they come from, and that a database is never given a second one."""

from __future__ import annotations

import base64
import stat
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import make_url

from core.domain.actor import Family, Operator, System
from core.domain.application import Applicant, ApplicationDraft, Particulars
from core.domain.ids import PersonId
from core.domain.keys import Rewrapped
from core.domain.person import Child
from core.ports.unit_of_work import UnitOfWork
from core.services.master_keys import rotate_keys
from db.clock import ClockFrom
from db.database import Database
from db.keys import (
    KeysRefused,
    drawn_key,
    make_key_file,
    nobody_told,
    parsed_keys,
    read_keys,
    when_drawn,
)
from db.sealing import KeyRing
from db.settings import keys_beside
from db.versions import ensure_keys_fit
from tests.builders import NOON, found_town
from tests.databases import migrated_file, migrated_postgres, migrated_url, sqlite_url

__all__ = ["migrated_file", "migrated_postgres", "migrated_url", "sqlite_url"]

OPERATOR = Operator("Анна")
NAME, BORN, NUMBER = "Канарейкина Алёна Львовна", date(2011, 2, 3), "3901777001"
SHORT = base64.b64encode(bytes(range(100, 131))).decode()
SAME = base64.b64encode(b"\xaa" * 32).decode()
LETTERS = base64.b64encode(b"correct horse battery staple 123").decode()


@dataclass(frozen=True)
class Keyed:
    """Somebody who works with a database with keys of their own."""

    url: str
    ring: KeyRing

    async def run(self, act: Any, *args: Any) -> Any:  # noqa: ANN401 - whatever the act returns
        database = Database.open(self.url, ClockFrom(NOON), self.ring)
        try:
            return await database.perform(act, *args)
        finally:
            await database.close()


def ring(*written: str) -> KeyRing:
    return KeyRing(parsed_keys(",".join(written)), file=None)


def add(uow: UnitOfWork, number: str = NUMBER) -> PersonId:
    return uow.people.add_child(full_name=NAME, born_on=BORN, certificate_number=number)


def found(uow: UnitOfWork) -> tuple[PersonId | None, PersonId | None]:
    again = uow.people.namesake(full_name="канарейкина  АЛЕНА львовна", born_on=BORN)
    return uow.people.holder_of(NUMBER), again


def read(uow: UnitOfWork, id: PersonId) -> Child:
    return uow.people.children([id], of=System())[id]


@pytest.mark.parametrize(
    "written",
    [
        "",
        "k1",
        "k1:",
        f"k1:{SHORT}",
        f"k1:{SAME}",
        f"k1:{LETTERS}",
        "K 1:abc",
        "k1:BASE64,k2:BASE64",
    ],
)
def test_r5_a_missing_short_or_example_key_is_refused_without_repeating_it(written: str) -> None:
    with pytest.raises(ValueError, match="key") as refused:
        parsed_keys(written)

    assert not written.partition(":")[2] or written.partition(":")[2] not in str(refused.value)


def test_two_keys_may_live_but_no_third_and_none_twice() -> None:
    first, second, third = (drawn_key(f"k{n}") for n in (1, 2, 3))

    assert [key.id for key in parsed_keys(f"{second}, {first}")] == ["k2", "k1"]
    for wrong in (f"{first},{second},{third}", f"{first},{first}", f"{first},k2{first[2:]}"):
        with pytest.raises(ValueError, match="keys"):
            parsed_keys(wrong)


def test_no_text_of_a_key_shows_it() -> None:
    (key,) = parsed_keys(drawn_key("k1"))

    assert str(key) == "k1"
    assert "secret" not in repr(key)


async def test_a_child_is_found_by_number_and_by_name_and_read_with_the_key(
    migrated_url: str,
) -> None:
    us = Keyed(migrated_url, ring(drawn_key("k1")))

    child = await us.run(add)

    assert await us.run(found) == (child, child)
    assert await us.run(read, child) == Child(child, NAME, BORN, NUMBER)


async def test_a_second_key_of_the_same_name_is_refused_before_anything_is_written(
    migrated_url: str,
) -> None:
    us, others = (Keyed(migrated_url, ring(drawn_key("k1"))) for _ in range(2))
    child = await us.run(add)

    with pytest.raises(KeysRefused, match="master key k1"):
        await others.run(add, "3901777002")
    with pytest.raises(KeysRefused, match="master key k1"):
        await others.run(read, child)
    with pytest.raises(KeysRefused, match="master key k1"):
        ensure_keys_fit(migrated_url, others.ring)


async def test_while_two_keys_live_what_either_wrote_is_found_and_no_number_comes_twice(
    migrated_url: str,
) -> None:
    old, new = drawn_key("k1"), drawn_key("k2")
    child = await Keyed(migrated_url, ring(old)).run(add)
    both = Keyed(migrated_url, ring(new, old))

    assert await both.run(found) == (child, child)
    assert await both.run(read, child) == Child(child, NAME, BORN, NUMBER)
    with pytest.raises(Exception, match="another certificate has it"):
        await both.run(add)


async def test_the_first_key_is_put_beside_an_sqlite_file_for_its_owner_alone(
    sqlite_url: str,
) -> None:
    told: list[Path] = []
    when_drawn(told.append)
    file = keys_beside(sqlite_url)
    child = await Keyed(sqlite_url, KeyRing(file=file)).run(add)

    assert file == Path(f"{make_url(sqlite_url).database}.keys")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert told == [file]
    again = await Keyed(sqlite_url, KeyRing(file=file)).run(read, child)
    assert again.full_name == NAME
    assert told == [file]


async def test_a_lost_key_file_is_asked_for_and_never_made_anew(sqlite_url: str) -> None:
    file = keys_beside(sqlite_url)
    child = await Keyed(sqlite_url, KeyRing(file=file)).run(add)
    file.unlink()

    for act, argument in ((read, child), (add, "3901777002")):
        with pytest.raises(KeysRefused, match="is missing"):
            await Keyed(sqlite_url, KeyRing(file=file)).run(act, argument)

    assert not file.exists()


def test_many_that_need_the_first_key_at_once_get_the_same_one(tmp_path: Path) -> None:
    file = tmp_path / "keys"

    with ThreadPoolExecutor(max_workers=8) as threads:
        list(threads.map(make_key_file, [file] * 16))

    assert len(read_keys(file)) == 1
    assert [each.name for each in tmp_path.iterdir()] == ["keys"]


def test_of_keys_to_what_goes_away_nobody_is_told(tmp_path: Path) -> None:
    told: list[Path] = []
    when_drawn(told.append)

    with nobody_told():
        make_key_file(tmp_path / "going")
    make_key_file(tmp_path / "staying")

    assert told == [tmp_path / "staying"]


def test_a_key_file_that_cannot_be_made_or_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(KeysRefused, match="no key file can be made"):
        make_key_file(tmp_path / "missing" / "keys")
    with pytest.raises(KeysRefused, match="cannot be read"):
        read_keys(tmp_path / "keys")
    (tmp_path / "keys").write_text("# nothing\n")
    with pytest.raises(KeysRefused, match="holds no keys: it needs one or two"):
        read_keys(tmp_path / "keys")


def test_what_is_wrong_with_the_keys_of_a_file_is_told_apart(tmp_path: Path) -> None:
    file, drawn = tmp_path / "keys", drawn_key("k1")
    poor = f"k1:{base64.b64encode(bytes(32)).decode()}"

    for written, code in (
        (b"\xff\xfe", "keys-form"),
        (b"k1:short", "keys-form"),
        (f"{drawn}\n{drawn}".encode(), "keys-same"),
        (poor.encode(), "keys-not-drawn"),
    ):
        file.write_bytes(written)
        with pytest.raises(KeysRefused) as refused:
            read_keys(file)
        assert refused.value.code == code
        assert drawn not in str(refused.value)


def everything_of_persons(uow: UnitOfWork) -> PersonId:
    """A child with a telephone, an application for it, one being written, a number typed."""
    town = found_town(uow)
    child = add(uow)
    uow.linking.set_phones({child: "79005550101"})
    account = uow.accounts.add(100, language="ru").id
    uow.linking.wish(account, NUMBER)
    uow.people.keep_draft(account, ApplicationDraft(child_full_name=NAME), at=uow.now)
    application = uow.applications.add(
        Family(account),
        town.municipality.id,
        key="key",
        consent_version="2",
        sent_at=uow.now,
        answer_due=date(2020, 8, 25),
    )
    said = Particulars(NAME, BORN, Applicant.PARENT, "Канарейкина Римма")
    uow.people.add_particulars(application.id, said)
    return child


def all_found(uow: UnitOfWork) -> tuple[object, ...]:
    (account,) = uow.accounts.page(page=1, size=10)
    own = account.family
    (application,) = uow.applications.locked_of_account(own)
    return (
        *found(uow),
        uow.linking.child(NUMBER, "79005550101"),
        uow.linking.wished(own, since=uow.now - timedelta(hours=1)),
        uow.people.draft(own).child_full_name,
        uow.people.particulars([application.id], of=own)[application.id].full_name,
    )


async def test_after_a_rotation_that_was_stopped_and_begun_again_the_old_key_opens_nothing(
    migrated_url: str,
) -> None:
    old, new = drawn_key("k1"), drawn_key("k2")
    child = await Keyed(migrated_url, ring(old)).run(everything_of_persons)
    both = Keyed(migrated_url, ring(new, old))
    await both.run(rotate_keys, OPERATOR, Rewrapped(), 1)

    progress, calls = Rewrapped(), 0
    while not progress.finished:
        progress = await both.run(rotate_keys, OPERATOR, progress, 1)
        calls += 1

    assert progress.persons == 4
    assert calls > progress.persons
    alone = await Keyed(migrated_url, ring(new)).run(all_found)
    assert alone == (child, child, child, NUMBER, NAME, "Канарейкина Римма")
    for act in (all_found, add):
        with pytest.raises(KeysRefused, match="master key k"):
            await Keyed(migrated_url, ring(old)).run(act)
