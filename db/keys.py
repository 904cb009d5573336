"""Master keys: how they are written, where they come from, which database they belong to."""

from __future__ import annotations

import base64
import binascii
import contextlib
import hashlib
import hmac
import os
import re
import secrets
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from db.coded import Coded

KEY_BYTES = 32
# One that writes, and the one before it until everything was written anew.
LIVE_KEYS_MAX = 2
FIRST_ID = "k1"
# A key drawn at random has about 30 different bytes; letters and patterns have fewer.
DIFFERENT_BYTES_MIN = 16
_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,31}")
FORM = "ID:KEY with a key of 32 random bytes in base64; `kruzhok keys new` draws one"


NEEDS = f"needs one or two keys, each as {FORM}"
WRITTEN = f"each key is written as {FORM}"
DIFFERENT = "the two keys have different ids and are different keys"
NOT_DRAWN = "the key {key} was not drawn at random; `kruzhok keys new` draws one"
_told: list[Callable[[Path], None]] = []


class KeysRefused(Coded):
    """The master keys do not do, or are those of another database."""

    SENTENCES = MappingProxyType(
        {
            "keys-unset": "there are no master keys: set KRUZHOK_KEYS or KRUZHOK_KEYS_FILE",
            "keys-missing": "the key file {file} is missing, and without it nothing of persons can"
            " be read: put it back, or name the one that this database was written with in"
            " KRUZHOK_KEYS_FILE",
            "keys-unreadable": "the key file {file} cannot be read: {why}",
            "keys-count": f"the key file {{file}} holds no keys: it {NEEDS}",
            "keys-form": f"the key file {{file}} holds no keys: {WRITTEN}",
            "keys-same": f"the key file {{file}} does not do: {DIFFERENT}",
            "keys-not-drawn": f"the key file {{file}} does not do: {NOT_DRAWN}",
            "keys-unmade": "no key file can be made at {file}: {why}",
            "keys-other": "the database was written with a master key {key} that is not among the"
            " present ones: set KRUZHOK_KEYS or KRUZHOK_KEYS_FILE as they were",
            "keys-not-given": "the database was opened without its keys",
        }
    )


class Misread(ValueError):
    """What was written is no keys; `code` as in `KeysRefused`."""

    def __init__(self, code: str, sentence: str, key: str = "") -> None:
        super().__init__(sentence.format(key=key))
        self.code = code
        self.key = key


@dataclass(frozen=True, slots=True)
class MasterKey:
    """A key under which the keys of persons are kept; `id` stands beside each of them."""

    id: str
    secret: bytes = field(repr=False)

    @property
    def fingerprint(self) -> bytes:
        """Says which key it is, and nothing else of it."""
        return hmac.digest(self.secret, b"kruzhok fingerprint", "sha256")[:16]

    def derived(self, purpose: bytes) -> bytes:
        """A key of its own for one purpose."""
        return hmac.digest(self.secret, b"kruzhok " + purpose, "sha256")

    def __str__(self) -> str:
        return self.id


def drawn_key(id: str) -> str:
    """A new key, as it is written in settings."""
    return f"{id}:{base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()}"


def parsed_keys(written: str) -> tuple[MasterKey, ...]:
    """The keys of a setting or of a file, in order; the first of them writes.

    Raises:
        Misread: None, more than two, a short one, one of an example; no key is repeated in
            the text.
    """
    lines = [line.partition("#")[0] for line in written.splitlines()]
    entries = [entry for line in lines for entry in re.split(r"[\s,;]+", line) if entry]
    if not 1 <= len(entries) <= LIVE_KEYS_MAX:
        raise Misread("keys-count", NEEDS)
    keys = tuple(_parsed(entry) for entry in entries)
    if len({key.id for key in keys} | {key.secret for key in keys}) != 2 * len(keys):
        raise Misread("keys-same", DIFFERENT)
    return keys


def _parsed(entry: str) -> MasterKey:
    name, _, written = entry.partition(":")
    try:
        secret = base64.b64decode(written.replace("-", "+").replace("_", "/"), validate=True)
    except (ValueError, binascii.Error):
        secret = b""
    if not _ID.fullmatch(name) or len(secret) != KEY_BYTES:
        raise Misread("keys-form", WRITTEN)
    if len(set(secret)) < DIFFERENT_BYTES_MIN or secret.isascii():
        raise Misread("keys-not-drawn", NOT_DRAWN, name)
    return MasterKey(name, secret)


def read_keys(file: Path) -> tuple[MasterKey, ...]:
    """The keys of a file.

    Raises:
        KeysRefused: It cannot be read, or holds no keys; the sentence names the file.
    """
    try:
        return parsed_keys(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise KeysRefused("keys-unreadable", file=str(file), why=str(error.strerror)) from None
    except Misread as error:
        raise KeysRefused(error.code, file=str(file), key=error.key) from None
    except ValueError:  # of bytes that are no text
        raise KeysRefused("keys-form", file=str(file), key="") from None


def make_key_file(file: Path) -> None:
    """Draw the first key and put it there for its owner alone, unless somebody just did.

    Raises:
        KeysRefused: The folder cannot be written to.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
        with contextlib.closing(os.fdopen(handle, "w", encoding="utf-8")) as new:
            new.write(f"{drawn_key(FIRST_ID)}\n")
            new.flush()
            os.fsync(handle)
        try:
            os.link(name, file)
        except FileExistsError:
            return
        finally:
            Path(name).unlink()
    except OSError as error:
        raise KeysRefused("keys-unmade", file=str(file), why=str(error.strerror)) from None
    for tell in _told:
        tell(file)


def when_drawn(tell: Callable[[Path], None]) -> None:
    """Let `tell` hear, from now on, of every key file that is made; twice is as once.

    Whoever speaks to people must say that the file wants a copy: without it all is lost.
    """
    if tell not in _told:
        _told.append(tell)


@contextlib.contextmanager
def nobody_told() -> Iterator[None]:
    """Of key files that are made inside of it, nobody hears: their data goes away with them."""
    told = tuple(_told)
    _told.clear()
    try:
        yield
    finally:
        _told.extend(told)


def put_key_first(file: Path, keys: Sequence[MasterKey], new: MasterKey) -> None:
    """Let the file name `new` before its other keys; whole, whenever the machine stops."""
    lines = [f"{key.id}:{base64.b64encode(key.secret).decode()}\n" for key in (new, *keys)]
    handle, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
    with contextlib.closing(os.fdopen(handle, "w", encoding="utf-8")) as written:
        written.writelines(lines)
        written.flush()
        os.fsync(handle)
    Path(name).replace(file)


def digest_of(fingerprint: bytes) -> str:
    """A fingerprint as people compare it."""
    return hashlib.sha256(fingerprint).hexdigest()[:16]
