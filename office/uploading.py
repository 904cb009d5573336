"""An operator's file from its bytes into the catalog, or through a trial that keeps nothing."""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from core.domain.drafts import CatalogDraft
from core.ports.clock import Clock
from core.services.imports import prepare_import
from core.services.registries import provider_drafts
from db.database import Database
from db.temporary import create_tables
from office.applying import Trial, apply_upload, reading_of
from office.catalog_files import Defaults, Directory, read_rows
from office.importing import example_of, registered_municipalities
from office.opening import Acting
from office.pace import PROGRAMS_AT_ONCE
from office.progress import Progress
from office.staging import ROWS_A_CHUNK, stage_file, upload_of
from office.trying import Trying
from office.upload_report import Report, report_of


async def import_file(
    acting: Acting,
    file: Path,
    defaults: Defaults,
    *,
    certify: bool,
    whole: bool,
    progress: Progress,
    rows_a_chunk: int = ROWS_A_CHUNK,
    programs_at_once: int = PROGRAMS_AT_ONCE,
) -> Report:
    """Stage the file and apply it, or go on where the same command was stopped.

    Done twice it changes nothing but the record of uploads.

    Args:
        whole: The report has all of it, not only the beginnings of what is long.

    Raises:
        CatalogFileRefused: The file cannot be read.
        NotAllowed: The actor does not keep the registries.
        NotFound: A provider's municipality is not registered.
    """
    directory = await _directory(acting)
    rows = read_rows(file, defaults, directory)
    new = partial(upload_of, file, defaults, certify=certify)
    upload = await stage_file(acting.perform, acting.actor, rows, new, progress, rows_a_chunk)
    await acting.perform(prepare_import, acting.actor, _setup(defaults))
    reading = await reading_of(acting.read, upload.id, defaults, defaults.directory + directory)
    done = await apply_upload(
        acting.perform, acting.read, acting.actor, upload, reading, progress, programs_at_once
    )
    registered = example_of(rows.directory.municipalities)
    return await report_of(
        acting.read, done.id, whole=whole, dry_run=False, missing=None, registered=registered
    )


async def try_file(
    acting: Acting,
    file: Path,
    defaults: Defaults,
    *,
    certify: bool,
    whole: bool,
    progress: Progress,
) -> Report:
    """What `import_file` would do. Rows wait in a file that is thrown away, and each program is
    entered and undone in a short transaction of its own, so families are served meanwhile.

    Raises: See `import_file`.
    """
    directory = await _directory(acting)
    rows = read_rows(file, defaults, directory)
    new = partial(upload_of, file, defaults, certify=certify)
    trying = Trying(acting.perform)
    await trying(prepare_import, acting.actor, _setup(defaults))
    async with thrown_away(acting.clock) as notes:
        upload = await stage_file(notes.perform, acting.actor, rows, new, progress)
        reading = await reading_of(notes.read, upload.id, defaults, defaults.directory + directory)
        trial = Trial(trying, notes.perform, acting.actor, _setup(defaults), certify)
        missing = await trial.run(notes.read, upload, reading, progress)
        return await report_of(
            notes.read, upload.id, whole=whole, dry_run=True, missing=missing,
            registered=example_of(rows.directory.municipalities),
        )  # fmt: skip


@asynccontextmanager
async def thrown_away(clock: Clock) -> AsyncIterator[Database]:
    """A database of this moment, for notes."""
    with tempfile.TemporaryDirectory(prefix="kruzhok-") as folder:
        url = f"sqlite:///{folder}/notes.sqlite3"
        create_tables(url)
        notes = Database.open(url, clock)
        try:
            yield notes
        finally:
            await notes.close()


async def _directory(acting: Acting) -> Directory:
    return Directory(
        municipalities=await acting.read(registered_municipalities),
        providers=await acting.read(provider_drafts),
    )


def _setup(defaults: Defaults) -> CatalogDraft:
    new = defaults.directory
    return CatalogDraft(new.municipalities, new.providers, (), ())
