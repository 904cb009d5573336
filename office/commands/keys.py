"""`kruzhok keys`: the master keys under which names, birth dates and numbers are kept."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import TYPE_CHECKING

import typer

from office.console import AsJson, DryRun, OneLineGroup, Refused, answer, answer_change
from office.said import say, yes_no
from office.tables import table

if TYPE_CHECKING:
    from pathlib import Path

    from core.domain.keys import KeyInUse, Rewrapped
    from db.sealing import KeyRing
    from office.opening import Acting

keys = typer.Typer(
    cls=OneLineGroup, help="The master keys of names, birth dates and numbers, and changing them."
)


@keys.command()
def new(*, as_json: AsJson = False) -> None:
    """Draw a key for KRUZHOK_KEYS or the file of KRUZHOK_KEYS_FILE; nothing is kept of it."""
    from db.keys import drawn_key

    drawn = drawn_key(_new_id())
    answer({"key": drawn}, drawn, as_json=as_json)


@keys.command()
def show(*, as_json: AsJson = False) -> None:
    """Show which keys there are and how many persons are under each; never a key itself.

    Needs KRUZHOK_ACTOR=operator:NAME.
    """
    from core.services.master_keys import master_keys
    from office.opening import as_actor

    found = as_actor(lambda acting: acting.read(master_keys, acting.actor))
    answer({"keys": _documents(found)}, _table(found), as_json=as_json)


@keys.command()
def rotate(*, dry_run: DryRun = False, as_json: AsJson = False) -> None:
    """Put everything under the first of two keys and retire the other.

    May be stopped and begun again. With KRUZHOK_KEYS put a new key before the old one first and
    start the bot anew; a key file gets its new key by itself. Needs KRUZHOK_ACTOR=operator:NAME.
    """
    from core.services.master_keys import master_keys
    from office.opening import as_actor

    async def work(acting: Acting) -> tuple[int, tuple[KeyInUse, ...]]:
        ring, found = acting.settings.key_ring(), await acting.read(master_keys, acting.actor)
        file = _file_without_another(ring, found)
        if dry_run:
            planned = _planned(found, draws=file is not None)
            return sum(key.persons for key in found if file or not key.writes), planned
        if file is not None:
            _draw(file, found[0])
        progress = await _rotate(acting)
        return progress.persons, await acting.read(master_keys, acting.actor)

    persons, found = as_actor(work)
    said = say("keys-rewrapped", {"count": persons, "key": found[0].id})
    answer_change(
        {"persons": persons, "keys": _documents(found)},
        f"{said}\n{_table(found)}\n{_advice(found)}",
        dry_run=dry_run,
        as_json=as_json,
    )


async def _rotate(acting: Acting) -> Rewrapped:
    from core.domain.keys import Rewrapped
    from core.services.master_keys import rotate_keys

    progress = Rewrapped()
    while not progress.finished:
        progress = await acting.perform(rotate_keys, acting.actor, progress)
    return progress


def _file_without_another(ring: KeyRing, found: tuple[KeyInUse, ...]) -> Path | None:
    """The key file that has to get a new key first; None where there is one to change to.

    Raises:
        Refused: There is none, and no file to put one into.
    """
    _, *others = [key for key in found if key.given]
    if any(key.persons or not key.retired for key in others):
        return None
    if ring.file is None:
        raise Refused(say("refused-one-key"))
    return ring.file


def _draw(file: Path, first: KeyInUse) -> None:
    from db.keys import drawn_key, parsed_keys, put_key_first, read_keys

    kept = [key for key in read_keys(file) if key.id == first.id]
    (drawn,) = parsed_keys(drawn_key(_new_id()))
    put_key_first(file, kept, drawn)


def _planned(found: tuple[KeyInUse, ...], *, draws: bool) -> tuple[KeyInUse, ...]:
    """The keys as they would be; one that would be drawn has no name yet."""
    from core.domain.keys import KeyInUse

    persons = sum(key.persons for key in found)
    if draws:
        new = KeyInUse("new", "-", persons, given=True, writes=True, retired=False)
        kept = [replace(key, given=key.writes) for key in found]
    else:
        new, *kept = found
    return (
        replace(new, persons=persons),
        *(replace(key, persons=0, writes=False, retired=True) for key in kept),
    )


def _new_id() -> str:
    return f"k{secrets.token_hex(3)}"


def _advice(found: tuple[KeyInUse, ...]) -> str:
    retired = ", ".join(key.id for key in found if key.retired and key.given)
    if not retired:
        return say("said-nothing-needed")
    return say("said-key-retired", {"keys": retired})


def _documents(found: tuple[KeyInUse, ...]) -> list[dict[str, object]]:
    return [
        {
            "key": key.id,
            "fingerprint": key.fingerprint,
            "persons": key.persons,
            "in_settings": key.given,
            "writes": key.writes,
            "retired": key.retired,
        }
        for key in found
    ]


def _table(found: tuple[KeyInUse, ...]) -> str:
    head = ("key", "fingerprint", "persons", "in settings", "writes", "retired")
    rows = [[_cell(value) for value in each.values()] for each in _documents(found)]
    return table(head, rows)


def _cell(value: object) -> str:
    return yes_no(value) if isinstance(value, bool) else str(value)
