"""`kruzhok import programs`: an operator's catalog file into the registry."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from office.commands.importing_certificates import import_certificates
from office.commands.uploads import archive_missing, drop_upload, list_uploads, show_upload
from office.console import AsJson, OneLineGroup, Refused, answer, leave_if_refused
from office.said import say

if TYPE_CHECKING:
    from office.opening import Acting
    from office.upload_report import Report

imports = typer.Typer(cls=OneLineGroup, help="Bring files of other systems in.")


imports.command("certificates")(import_certificates)
imports.command("list")(list_uploads)
imports.command("show")(show_upload)
imports.command("drop")(drop_upload)
imports.command("archive-missing")(archive_missing)


@imports.callback()
def _group() -> None:
    """Bring files of other systems in."""


@imports.command("programs")
def import_programs(
    file: Annotated[Path, typer.Argument(help="A catalog as XLSX, CSV or JSON.")],
    defaults: Annotated[
        Path | None,
        typer.Option(help="What such files never hold; see docs/import-defaults.example.toml."),
    ] = None,
    *,
    certify: Annotated[bool, typer.Option("--certify", help="Enter them as certified.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would change, and change nothing.")
    ] = False,
    errors: Annotated[
        Path | None,
        typer.Option(help="Where a copy with the errors of bad rows goes, if there are any."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Enter programs, modules and groups of a catalog file. Needs KRUZHOK_ACTOR.

    Rows that cannot be read are named with their cell and reason, and come back in a copy
    of the file with a column «Ошибка»; the others go in, program by program, and the exit
    status is 3. Stopped half-way,
    the same command goes on; done twice it changes nothing.
    """
    from office.catalog_files import (
        REFUSAL_MESSAGES,
        CatalogFileRefused,
        Defaults,
        read_defaults,
    )
    from office.commands.bad_rows import write_bad_rows
    from office.opening import as_actor
    from office.progress import Progress
    from office.uploading import import_file, try_file

    progress = Progress()
    work = try_file if dry_run else import_file

    async def act(acting: Acting) -> tuple[Report, Path | None]:
        report = await work(acting, file, said, certify=certify, whole=as_json, progress=progress)
        if dry_run:
            return report, None
        return report, await write_bad_rows(acting.read, report.upload.id, file, errors)

    try:
        said = Defaults() if defaults is None else read_defaults(defaults)
        report, copy = as_actor(act, undoes=dry_run)
    except CatalogFileRefused as error:
        sentence = say(REFUSAL_MESSAGES[error.code], error.facts)
        raise Refused(f"{sentence} ({error.code})") from None
    finally:
        progress.end()
    document = {**report.document(), "error_copy": None if copy is None else str(copy)}
    text = report.text()
    if copy is not None:
        text = f"{say('import-error-copy', {'file': str(copy)})}\n{text}"
    answer(document, text, as_json=as_json)
    leave_if_refused(report.rows_refused)
