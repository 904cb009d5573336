"""`kruzhok export programs`: the catalog as a workbook to be filled in and imported again."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from office.commands.program import InPlace, OfProvider
from office.console import AsJson, OneLineGroup, Refused, answer
from office.said import say

exports = typer.Typer(cls=OneLineGroup, help="Write files for other systems and people.")


Replace = Annotated[
    bool, typer.Option("--replace", help="Write over a file that is there, and lose what it has.")
]


@exports.callback()
def _group() -> None:
    """Write files for other systems and people."""


@exports.command("programs")
def export_programs(
    file: Annotated[Path, typer.Argument(metavar="FILE.xlsx", help="Where the workbook goes.")],
    provider: OfProvider = None,
    municipality: InPlace = None,
    *,
    replace: Replace = False,
    as_json: AsJson = False,
) -> None:
    """Write the catalog as a template: drop-downs, instructions, the rows as they are.

    `import programs` reads it back without a change. A file that is there stays, but for --replace.
    """
    from office.exporting import export_programs as export
    from office.opening import in_database
    from office.progress import Progress

    if file.suffix.lower() != ".xlsx":
        raise Refused(say("refused-workbook", {"name": file.stem}))
    if file.exists() and not replace:
        raise Refused(say("refused-export-exists", {"file": str(file)}))
    progress = Progress()
    try:
        rows = in_database(
            lambda opened: opened.read(
                export, file, inn=provider, code=municipality, progress=progress
            ),
            create=False,
        )
    finally:
        progress.end()
    text = say("export-rows", {"file": str(file), "count": rows})
    answer({"file": str(file), "rows": rows}, text, as_json=as_json)
