"""`kruzhok import certificates`: a municipality's file of children into its registry."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from office.console import AsJson, DryRun, Refused, answer, leave_if_refused
from office.said import named, say

if TYPE_CHECKING:
    from core.services.certificate_imports import EnteredCertificate
    from office.certificate_files import CertificateRows
    from office.opening import Acting

INVITATIONS = typer.Option(
    metavar="FILE", help="Invite the families of new ones; CSV or XLSX, for you alone."
)


def import_certificates(
    file: Annotated[Path, typer.Argument(help="Children as CSV or XLSX, one in a row.")],
    municipality: Annotated[str, typer.Option(metavar="CODE", help="Whose registry.")],
    category: Annotated[str | None, typer.Option(help="For rows that name none.")] = None,
    invitations: Annotated[Path | None, INVITATIONS] = None,
    *,
    again: Annotated[
        bool,
        typer.Option(
            "--again",
            help="Invite also those that were there before; open invitations of theirs expire.",
        ),
    ] = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Enter children of a file into the registry. Needs KRUZHOK_ACTOR.

    Columns: ФИО, дата рождения, номер (drawn where it is empty), категория, вид (учёта or ПФ),
    and if you like телефон of a parent, by which a family without an invitation is known. Bad
    cells are named with row and reason, the other rows go in, and the exit status is 3; the same
    file again changes nothing. ПФ asks for money: funded at once, or in the queue when the
    category is full.
    """
    from office.catalog_files import REFUSAL_MESSAGES, CatalogFileRefused
    from office.certificate_files import read_certificates
    from office.opening import as_actor

    try:
        rows = read_certificates(file, category=category)
    except CatalogFileRefused as error:
        sentence = say(REFUSAL_MESSAGES[error.code], error.facts)
        raise Refused(f"{sentence} ({error.code})") from None
    wanted = None if dry_run else invitations
    entered = as_actor(
        lambda acting: _enter(acting, municipality, rows, wanted, again=again, dry_run=dry_run),
        undoes=dry_run,
    )
    document = _document(rows, entered, dry_run=dry_run)
    answer(document, _report(rows, entered, dry_run=dry_run), as_json=as_json)
    leave_if_refused(_counts(rows, entered)["refused"])


async def _enter(
    acting: Acting,
    code: str,
    rows: CertificateRows,
    invitations: Path | None,
    *,
    again: bool,
    dry_run: bool,
) -> tuple[EnteredCertificate, ...]:
    from core.services.registries import municipality_coded
    from office.certificate_files.invitations import invitations_into
    from office.entering import enter_all, try_all

    place = (await acting.read(municipality_coded, code)).id
    if dry_run:
        return await try_all(acting, place, rows)
    with invitations_into(invitations) if invitations else nullcontext() as file:
        return await enter_all(acting, place, rows, invitations=file, again=again)


def _document(
    rows: CertificateRows, entered: Sequence[EnteredCertificate], *, dry_run: bool
) -> dict[str, object]:
    return {
        "dry_run": dry_run,
        **_counts(rows, entered),
        "certificates": [
            {"row": each.draft.row, "number": each.number, "kind": each.kind.value,
             "added": each.added}
            for each in entered if each.refused is None
        ],
        "problems": _problems(rows, entered),
        "ignored_columns": rows.ignored_columns,
    }  # fmt: skip


def _report(rows: CertificateRows, entered: Sequence[EnteredCertificate], *, dry_run: bool) -> str:
    from office.words import columns_said

    lines = [f"{each['where']}: {each['message']}" for each in _problems(rows, entered)]
    if rows.ignored_columns:
        lines.append(say("import-ignored-columns", {"columns": columns_said(rows.ignored_columns)}))
    summary = ", ".join(f"{named(name)} {count}" for name, count in _counts(rows, entered).items())
    return "\n".join(
        [*lines, say("said-would-be", {"summary": summary}) if dry_run else f"{summary}."]
    )


def _counts(rows: CertificateRows, entered: Sequence[EnteredCertificate]) -> dict[str, int]:
    good = [each for each in entered if each.refused is None]
    asked = [each for each in good if each.draft.funded]
    funded = sum(each.kind.value == "FUNDED" for each in asked)
    bad = {each.cell.row for each in rows.problems}
    return {
        "added": sum(each.added for each in good),
        "unchanged": sum(not each.added for each in good),
        "funded": funded,
        "queued": len(asked) - funded,
        "refused": len(bad) + len(entered) - len(good),
    }


def _problems(
    rows: CertificateRows, entered: Sequence[EnteredCertificate]
) -> list[dict[str, object]]:
    """Every bad cell, those that the file shows and those that the registry knows of."""
    from core.domain.drafts import Cell, RowProblem
    from office.catalog_files.messages import PLACE_MESSAGE, PROBLEM_MESSAGES, facts_of
    from office.words import refusal

    found = [(each, say(PROBLEM_MESSAGES[each.reason], facts_of(each))) for each in rows.problems]
    for each in entered:
        if each.refused is not None:
            column, text = _cell_of(rows, each)
            cell = Cell("", each.draft.row, column)
            problem = RowProblem(cell, text, each.refused.code)
            found.append((problem, refusal(each.refused)))
    return [
        {
            "sheet": problem.cell.sheet,
            "row": problem.cell.row,
            "column": problem.cell.column,
            "found": problem.found,
            "reason": problem.reason,
            "where": say(PLACE_MESSAGE, facts_of(problem)),
            "message": message,
        }
        for problem, message in sorted(found, key=lambda each: each[0].cell.row)
    ]


def _cell_of(rows: CertificateRows, each: EnteredCertificate) -> tuple[str, str]:
    """The cell that a refusal of the registry is about."""
    from core.domain.errors import BadValue, NotFound
    from office.certificate_files.columns import Column

    draft = each.draft
    cells = {
        "born_on": (Column.BORN, draft.born_on.isoformat()),
        "number": (Column.NUMBER, draft.number or ""),
        "category": (Column.CATEGORY, draft.category),
    }
    error = each.refused
    field = error.field if isinstance(error, BadValue) else ""
    field = error.what if isinstance(error, NotFound) else field
    column, text = cells.get(field, (Column.NAME, draft.full_name))
    return rows.titles[column], text
