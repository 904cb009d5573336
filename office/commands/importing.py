"""`kruzhok import programs`: an operator's catalog file into the registry."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from core.domain.drafts import CatalogDraft, RowProblem
from office.commands.importing_certificates import import_certificates
from office.console import AsJson, OneLineGroup, Refused, answer

if TYPE_CHECKING:
    from office.catalog_files import Defaults
    from office.importing import Imported
    from office.opening import Acting

# The terminal shows the beginning; `--json` has all of them.
PROGRAMS_SHOWN_MAX = 50

KINDS = ("programs", "modules", "groups")

imports = typer.Typer(cls=OneLineGroup, help="Bring files of other systems in.")


imports.command("certificates")(import_certificates)


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
    of the file with a column «Ошибка»; the others go in. The same file again changes nothing.
    """
    from office.catalog_files import (
        REFUSAL_MESSAGES,
        CatalogFileRefused,
        Defaults,
        read_defaults,
    )
    from office.commands.bad_rows import write_bad_rows
    from office.opening import as_actor
    from office.words import say

    try:
        said = Defaults() if defaults is None else read_defaults(defaults)
        draft, imported = as_actor(
            lambda acting: _import(acting, file, said, certify=certify, dry_run=dry_run)
        )
        copy = None if dry_run else write_bad_rows(file, errors, draft, imported.refused)
    except CatalogFileRefused as error:
        sentence = say(REFUSAL_MESSAGES[error.code], error.facts)
        raise Refused(f"{sentence} ({error.code})") from None
    document = {
        **_document(draft, imported, dry_run=dry_run),
        "error_copy": None if copy is None else str(copy),
    }
    report = _report(draft, imported, dry_run=dry_run)
    if copy is not None:
        report = f"{say('import-error-copy', {'file': str(copy)})}\n{report}"
    answer(document, report, as_json=as_json)


async def _import(
    acting: Acting, file: Path, defaults: Defaults, *, certify: bool, dry_run: bool
) -> tuple[CatalogDraft, Imported]:
    from core.services.registries import provider_drafts
    from office.catalog_files import Directory, read_catalog
    from office.importing import import_catalog, registered_municipalities, try_import

    known = Directory(
        municipalities=await acting.read(registered_municipalities),
        providers=await acting.read(provider_drafts),
    )
    draft = read_catalog(file, defaults, known)
    work = try_import if dry_run else import_catalog
    return draft, await work(acting.perform, acting.actor, draft, certify=certify)


def _document(draft: CatalogDraft, imported: Imported, *, dry_run: bool) -> dict[str, object]:
    from office.catalog_files.changed import changes_of
    from office.catalog_files.grouping import grouping_of

    outcome = imported.outcome
    return {
        "dry_run": dry_run,
        **({"programs": grouping_of(draft.programs)} if dry_run else {}),
        "added": {kind: outcome.added[kind] for kind in KINDS},
        "changed": {kind: outcome.changed[kind] for kind in KINDS},
        "unchanged": {kind: outcome.unchanged[kind] for kind in KINDS},
        "changes": changes_of(outcome.changes),
        "missing": [list(path) for path in outcome.missing],
        "problems": [
            {
                "sheet": problem.cell.sheet,
                "row": problem.cell.row,
                "column": problem.cell.column,
                "cell": f"{problem.cell.letter}{problem.cell.row}" if problem.cell.letter else "",
                "found": problem.found,
                "reason": problem.reason,
                "fatal": problem.fatal,
                "message": _sentence(problem),
            }
            for problem in draft.problems
        ],
        "refused": [
            {"program": title, "code": error.code, "message": str(error)}
            for title, error in imported.refused
        ],
        "ignored_columns": list(draft.ignored_columns),
        "personal_columns": list(draft.personal_columns),
    }


def _report(draft: CatalogDraft, imported: Imported, *, dry_run: bool) -> str:
    from office.catalog_files.changed import lines_of
    from office.words import refusal, say

    outcome = imported.outcome
    lines = list(_grouping(draft)) if dry_run else []
    lines += [_where(problem) + ": " + _sentence(problem) for problem in draft.problems]
    lines += [f"{title}: {refusal(error)}" for title, error in imported.refused]
    lines += lines_of(outcome.changes, outcome.missing)
    for columns, message in (
        (draft.ignored_columns, "import-ignored-columns"),
        (draft.personal_columns, "import-personal-columns"),
    ):
        if columns:
            lines.append(say(message, {"columns": ", ".join(columns)}))
    counts = [
        f"{verb} " + ", ".join(f"{count[kind]} {kind}" for kind in KINDS)
        for verb, count in (
            ("added", outcome.added),
            ("changed", outcome.changed),
            ("unchanged", outcome.unchanged),
        )
    ]
    summary = "; ".join(counts) + "."
    return "\n".join(
        [*lines, f"Nothing was changed. It would be: {summary}" if dry_run else summary]
    )


def _grouping(draft: CatalogDraft) -> Iterator[str]:
    from office.catalog_files.grouping import counts_of, lines_of
    from office.words import say

    for program in draft.programs[:PROGRAMS_SHOWN_MAX]:
        yield say("import-program", {"title": program.title, **counts_of(program)})
        yield from (f"    {line}" for line in lines_of(program))
    if (rest := len(draft.programs) - PROGRAMS_SHOWN_MAX) > 0:
        yield say("import-programs-more", {"count": rest})


def _where(problem: RowProblem) -> str:
    from office.catalog_files.messages import PLACE_MESSAGE, facts_of
    from office.words import say

    return say(PLACE_MESSAGE, facts_of(problem))


def _sentence(problem: RowProblem) -> str:
    from office.catalog_files.messages import PROBLEM_MESSAGES, facts_of
    from office.words import say

    return say(PROBLEM_MESSAGES[problem.reason], facts_of(problem))
