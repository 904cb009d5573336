"""`kruzhok import list|show|drop|archive-missing`: what became of operators' files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from core.domain.errors import DomainError
from core.domain.ids import UploadId
from core.domain.uploads import Missing, Upload, UploadState
from office.console import (
    PAGE_SIZE,
    AsJson,
    DryRun,
    Page,
    Refused,
    Size,
    answer,
    answer_change,
)
from office.parameters import ID_MAX
from office.said import in_words, say
from office.tables import pairs, table

if TYPE_CHECKING:
    from office.opening import Acting, Opened
    from office.upload_report import Report

UploadNumber = Annotated[
    int, typer.Argument(metavar="UPLOAD", min=1, max=ID_MAX, help="Its id (import list).")
]


def list_uploads(page: Page = 1, size: Size = PAGE_SIZE, *, as_json: AsJson = False) -> None:
    """Show uploads, the newest first: which file, when, by whom, and how far it is."""
    from core.services.registries import uploads_page
    from office.opening import in_database

    found = in_database(lambda opened: opened.read(uploads_page, page=page, size=size))
    rows = [
        (each.id, each.file, f"{each.at:%Y-%m-%d %H:%M}", each.actor, each.rows, _state(each))
        for each in found
    ]
    text = table(("id", "file", "at (UTC)", "actor", "rows", "state"), rows)
    documents = [_document(each) for each in found]
    answer({"uploads": documents, "page": page, "size": size}, text, as_json=as_json)


def show_upload(upload: UploadNumber, *, as_json: AsJson = False) -> None:
    """Show an upload: its state, what it changed, its problems, and what it did not name."""
    from core.services.registries import upload_numbered
    from office.importing import registered_example
    from office.opening import in_database
    from office.upload_report import report_of

    number = UploadId(upload)

    async def look(opened: Opened) -> Report:
        await opened.read(upload_numbered, number)
        return await report_of(
            opened.read, number, whole=as_json, dry_run=False, missing=None,
            registered=await opened.read(registered_example),
        )  # fmt: skip

    report = in_database(look)
    found = report.upload
    document = {**_document(found), **report.document()}
    answer(document, f"{_text(found)}\n\n{report.text()}", as_json=as_json)


def drop_upload(upload: UploadNumber, *, dry_run: DryRun = False, as_json: AsJson = False) -> None:
    """Give an unfinished upload up; what it applied stays. Needs KRUZHOK_ACTOR=operator:NAME."""
    from core.services.uploads import drop_upload as drop
    from core.services.uploads import rows_wait
    from office.opening import as_actor

    number = UploadId(upload)

    async def act(acting: Acting) -> Upload:
        dropped = await acting.perform(drop, acting.actor, number)
        while not dry_run and await acting.read(rows_wait, number):
            dropped = await acting.perform(drop, acting.actor, number)
        return dropped

    dropped = as_actor(act, dry_run=dry_run)
    answer_change(_document(dropped), _text(dropped), dry_run=dry_run, as_json=as_json)


def archive_missing(
    upload: UploadNumber,
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Archive what an upload did not name; nothing is deleted. Needs KRUZHOK_ACTOR=operator:NAME.

    Asks first. Groups take no new requests, and live enrollments in them run on; programs and
    modules with live enrollments stay. The same again changes nothing.
    """
    from core.services.missing import missing_of
    from office.opening import as_actor
    from office.words import refusal

    number = UploadId(upload)
    found = as_actor(lambda acting: acting.perform(missing_of, acting.actor, number))
    if found and not (yes or dry_run):
        _ask(found, as_json=as_json)

    async def act(acting: Acting) -> tuple[list[Missing], list[tuple[Missing, DomainError]]]:
        from core.services.missing import archive_missing as archive

        done: list[Missing] = []
        kept: list[tuple[Missing, DomainError]] = []
        for each in found:
            try:
                if await acting.perform(archive, acting.actor, number, each):
                    done.append(each)
            except DomainError as error:
                kept.append((each, error))
        return done, kept

    done, kept = as_actor(act, dry_run=dry_run)
    document = {
        "archived": [_missing(each) for each in done],
        "kept": [{**_missing(each), "code": why.code} for each, why in kept],
    }
    lines = [say("said-archived", {"path": " · ".join(each.path)}) for each in done]
    lines += [
        say("said-kept", {"path": " · ".join(each.path), "why": refusal(why)}) for each, why in kept
    ]
    text = "\n".join(lines) or say("said-nothing-to-archive")
    answer_change(document, text, dry_run=dry_run, as_json=as_json)


def _ask(found: tuple[Missing, ...], *, as_json: bool) -> None:
    """Raise Refused where nobody can answer, Abort where the answer is no."""
    import sys

    if as_json or not sys.stdin.isatty():
        raise Refused(say("archive-needs-yes", {"count": len(found)}))
    for each in found:
        typer.echo(f"{each.kind.value.lower()}: {' · '.join(each.path)}", err=True)
    typer.confirm(say("archive-these", {"count": len(found)}), abort=True, err=True)


def _missing(each: Missing) -> dict[str, object]:
    return {"kind": each.kind.value, "id": each.id, "path": list(each.path)}


def _refused(upload: Upload) -> str:
    facts = {"programs": str(upload.programs), "refused": str(upload.refused)}
    return say("said-refused-programs", facts)


def _state(upload: Upload) -> str:
    if upload.state is UploadState.APPLYING:
        facts = {"settled": str(upload.settled), "of": str(upload.programs)}
        return say("said-applying", facts)
    return in_words(upload.state)


def _document(upload: Upload) -> dict[str, object]:
    ended = upload.finished_at
    return {
        "id": upload.id,
        "file": upload.file,
        "at": upload.at.isoformat(),
        "actor": upload.actor,
        "certify": upload.certify,
        "state": upload.state.value,
        "rows": upload.rows,
        "programs_found": upload.programs,
        "programs_settled": upload.settled,
        "programs_refused": upload.refused,
        "finished_at": None if ended is None else ended.isoformat(),
    }


def _text(upload: Upload) -> str:
    return pairs(
        ("upload", f"{upload.id}, {upload.file}"),
        ("at (UTC)", f"{upload.at:%Y-%m-%d %H:%M}"),
        ("actor", upload.actor),
        ("state", _state(upload)),
        ("rows", upload.rows),
        ("programs", _refused(upload)),
    )
