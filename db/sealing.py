"""Persons' values under keys: sealed, opened, and found by keyed indexes (promise A5).

Each person has a key of its own, and its row keeps that key wrapped by a master key. To destroy
the row's key is to destroy the person's values, wherever copies of them lie.
"""

from __future__ import annotations

import hmac
import json
import os
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, AESSIV
from sqlalchemy import Connection, select

from db.keys import KEY_BYTES, KeysRefused, MasterKey, make_key_file, read_keys
from db.statements import Columns, insert_once
from db.tables.people import master_keys

NONCE_BYTES = 12
INDEX_BYTES = 16
# The length of what is sealed would tell the length of a name.
PADDED_TO_BYTES = 64
# Beside what is kept in settings: the engine's option under which connections know their keys.
OPTION = "kruzhok_keys"

Value = str | None


@dataclass(frozen=True, slots=True)
class Sealed:
    """A person's values, the key they are under, and which master key wraps it."""

    key_id: str
    wrapped_key: bytes
    sealed: bytes

    def columns(self) -> dict[str, Any]:
        return {"key_id": self.key_id, "wrapped_key": self.wrapped_key, "sealed": self.sealed}


class _Live:
    """One master key with the keys that are derived from it."""

    def __init__(self, key: MasterKey) -> None:
        self.key = key
        self.wrapping = AESGCM(key.derived(b"wrapping"))
        self.indexing = key.derived(b"index")
        self.passing = AESSIV(key.derived(b"passing") + key.derived(b"passing, too"))

    def index(self, kind: str, text: str) -> bytes:
        return hmac.digest(self.indexing, f"{kind}:{text}".encode(), "sha256")[:INDEX_BYTES]


class KeyRing:
    """The live master keys of one database; the first of them writes.

    They come from settings, or from a file, which is looked at again when it changes and is made
    when it is first needed by a database that has no keys yet.
    """

    def __init__(self, given: Sequence[MasterKey] | None = None, *, file: Path | None) -> None:
        self._given = given
        self.file = file
        self._lock = Lock()
        self._live: tuple[_Live, ...] = tuple(_Live(key) for key in given or ())
        self._read_at: tuple[int, int] | None = None

    def keys(self, connection: Connection) -> tuple[MasterKey, ...]:
        """Those that live; raise KeysRefused where there are none."""
        return tuple(live.key for live in self._keys(connection))

    def seal(self, connection: Connection, *values: Value) -> Sealed:
        """The values under a new key of their own.

        Raises:
            KeysRefused: The database belongs to other keys.
        """
        first = self.register(connection)
        secret = os.urandom(KEY_BYTES)
        return Sealed(
            first.key.id,
            _encrypted(first.wrapping, secret),
            _encrypted(AESGCM(secret), _text(values)),
        )

    def register(self, connection: Connection) -> _Live:
        """Note whose database it is from now on; the key that writes.

        Raises:
            KeysRefused: It belongs to other keys, or nothing is written under this one any more.
        """
        first = self._keys(connection)[0]
        _ensure_registered(connection, first.key)
        return first

    def open(self, connection: Connection, row: Columns) -> list[Any]:
        """The values of a row with the columns of `Sealed`.

        Raises:
            KeysRefused: They are under another key than those that live.
        """
        live = self._named(connection, row.key_id)
        try:
            secret = _decrypted(live.wrapping, row.wrapped_key)
            values: list[Any] = json.loads(_decrypted(AESGCM(secret), row.sealed))
        except InvalidTag:
            raise KeysRefused("keys-other", key=row.key_id) from None
        return values

    def seal_in_passing(self, connection: Connection, text: str) -> tuple[str, bytes]:
        """What is kept for a while only, under the key that writes, with the key's id. The same
        text is sealed alike.
        """
        live = self._keys(connection)[0]
        return live.key.id, live.passing.encrypt(_padded(text.encode()), None)

    def open_in_passing(self, connection: Connection, key_id: str, sealed: bytes) -> str:
        """What was sealed so; raise KeysRefused when its key is not among those that live."""
        live = self._named(connection, key_id)
        try:
            return live.passing.decrypt(sealed, None).decode().rstrip()
        except InvalidTag:
            raise KeysRefused("keys-other", key=key_id) from None

    def rewrapped(self, connection: Connection, row: Columns) -> dict[str, Any]:
        """The columns of `Sealed` that change when the row goes under the key that writes."""
        first = self._keys(connection)[0]
        secret = _decrypted(self._named(connection, row.key_id).wrapping, row.wrapped_key)
        return {"key_id": first.key.id, "wrapped_key": _encrypted(first.wrapping, secret)}

    def index(self, connection: Connection, kind: str, text: str) -> bytes:
        """What stands in an index for `text`, by the key that writes."""
        return self._keys(connection)[0].index(kind, text)

    def indexes(
        self, connection: Connection, kind: str, texts: Collection[str]
    ) -> dict[bytes, str]:
        """What may stand in an index for each of the texts, by every key that lives."""
        live = self._keys(connection)
        return {key.index(kind, text): text for text in texts for key in live}

    def _keys(self, connection: Connection) -> tuple[_Live, ...]:
        if self._given is not None:
            return self._live
        with self._lock:
            return self._of_file(connection)

    def _of_file(self, connection: Connection) -> tuple[_Live, ...]:
        file = self.file
        if file is None:
            raise KeysRefused("keys-unset")
        if not file.exists():
            if registered(connection):
                raise KeysRefused("keys-missing", file=str(file))
            make_key_file(file)
        told = file.stat()
        if self._read_at != (told.st_mtime_ns, told.st_ino):
            self._live = tuple(_Live(key) for key in read_keys(file))
            self._read_at = told.st_mtime_ns, told.st_ino
        return self._live

    def _named(self, connection: Connection, id: str) -> _Live:
        for live in self._live or self._keys(connection):
            if live.key.id == id:
                return live
        # The file may have been written since.
        for live in self._keys(connection):
            if live.key.id == id:
                return live
        raise KeysRefused("keys-other", key=id)


def ring_of(connection: Connection) -> KeyRing:
    """The keys that the connection's database was opened with."""
    ring = connection.get_execution_options().get(OPTION)
    if not isinstance(ring, KeyRing):
        raise KeysRefused("keys-not-given")
    return ring


def registered(connection: Connection) -> dict[str, bytes]:
    """The fingerprints of the keys that something in the database is under, by their ids."""
    rows = connection.execute(
        select(master_keys.c.id, master_keys.c.fingerprint).where(
            master_keys.c.retired_at.is_(None)
        )
    )
    return {row.id: row.fingerprint for row in rows}


def ensure_keys(connection: Connection, ring: KeyRing) -> None:
    """Refuse keys with which this database could not be read.

    Raises:
        KeysRefused: One that the database is under is not among them, or is another key.
    """
    needed = registered(connection)
    if not needed:
        return
    known = {key.id: key.fingerprint for key in ring.keys(connection)}
    for name, fingerprint in needed.items():
        if known.get(name) != fingerprint:
            raise KeysRefused("keys-other", key=name)


def _ensure_registered(connection: Connection, key: MasterKey) -> None:
    found = _fingerprint(connection, key.id)
    if found is None:
        new = {"id": key.id, "fingerprint": key.fingerprint}
        connection.execute(insert_once(master_keys, new))
        found = _fingerprint(connection, key.id)
    if found is None or found.retired_at is not None or found.fingerprint != key.fingerprint:
        raise KeysRefused("keys-other", key=key.id)


def _fingerprint(connection: Connection, id: str) -> Any:  # noqa: ANN401 - rows know no types
    # Nobody retires the key until what is written under it is committed.
    question = select(master_keys).where(master_keys.c.id == id).with_for_update(read=True)
    return connection.execute(question).first()


def _text(values: Sequence[Value]) -> bytes:
    return _padded(json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode())


def _padded(text: bytes) -> bytes:
    return text.ljust(-len(text) // PADDED_TO_BYTES * -PADDED_TO_BYTES)


def _encrypted(key: AESGCM, secret: bytes) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return nonce + key.encrypt(nonce, secret, None)


def _decrypted(key: AESGCM, secret: bytes) -> bytes:
    return key.decrypt(secret[:NONCE_BYTES], secret[NONCE_BYTES:], None)
