"""`kruzhok program` and `kruzhok group`: what is taught, when, and where there is room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from core.domain.ids import GroupId, ProgramId
from office.console import PAGE_SIZE, AsJson, OneLineGroup, Page, Size, answer
from office.parameters import ID_MAX, GroupNumber

if TYPE_CHECKING:
    from core.domain.completeness import Completeness
    from core.domain.program import Offering
    from core.domain.registries import RegisteredProgram
    from core.domain.uploads import GroupOrigin
    from core.ports.unit_of_work import UnitOfWork
    from office.opening import Opened

programs = typer.Typer(
    cls=OneLineGroup,
    help="Programs. They enter the registry with `program add` or `import programs`.",
)
groups = typer.Typer(cls=OneLineGroup, help="Groups: days, places, prices.")
OfProvider = Annotated[
    str | None, typer.Option("--provider", metavar="INN", help="Of one provider.")
]
InPlace = Annotated[
    str | None, typer.Option("--municipality", metavar="CODE", help="Of one municipality.")
]
ProgramNumber = Annotated[
    int, typer.Argument(metavar="PROGRAM", min=1, max=ID_MAX, help="Its id (program list).")
]


@programs.command("list")
def list_programs(
    provider: OfProvider = None,
    municipality: InPlace = None,
    page: Page = 1,
    size: Size = PAGE_SIZE,
    *,
    as_json: AsJson = False,
) -> None:
    """Show programs by title, in every state."""
    from core.services.registries import programs_page
    from office.opening import in_database
    from office.program_texts import program_document, programs_table

    found: tuple[RegisteredProgram, ...] = in_database(
        lambda opened: opened.read(
            programs_page, inn=provider, code=municipality, page=page, size=size
        )
    )
    documents = [program_document(each) for each in found]
    document = {"programs": documents, "page": page, "size": size}
    answer(document, programs_table(found), as_json=as_json)


@programs.command()
def show(program: ProgramNumber, *, as_json: AsJson = False) -> None:
    """Show a program with its groups, and why it was refused."""
    from core.services.registries import program_with_groups, refusal_of_program
    from office.opening import in_database
    from office.program_texts import group_document, groups_table, program_document, program_pairs

    def look(uow: UnitOfWork) -> tuple[RegisteredProgram, tuple[Offering, ...], str | None]:
        found, offerings = program_with_groups(uow, number)
        return found, offerings, refusal_of_program(uow, found.program)

    number = ProgramId(program)
    found, offerings, reason = in_database(lambda opened: opened.read(look))
    document = {
        **program_document(found),
        "reason": reason,
        "groups": [group_document(each) for each in offerings],
    }
    text = f"{program_pairs(found, reason)}\n\n{groups_table(offerings)}"
    answer(document, text, as_json=as_json)


@groups.command("list")
def list_groups(
    provider: OfProvider = None,
    page: Page = 1,
    size: Size = PAGE_SIZE,
    *,
    as_json: AsJson = False,
) -> None:
    """Show groups by program and title, with the ids that `enrollment request` takes."""
    from core.services.registries import groups_page
    from office.opening import in_database
    from office.program_texts import group_document, groups_table

    found = in_database(lambda opened: opened.read(groups_page, inn=provider, page=page, size=size))
    document = {"groups": [group_document(each) for each in found], "page": page, "size": size}
    answer(document, groups_table(found), as_json=as_json)


@groups.command("show")
def show_group(group: GroupNumber, *, as_json: AsJson = False) -> None:
    """Show a group with its timetable, its module's prices, the file it came from, and how much
    of its months was given.
    """
    from core.services.registries import completeness_of_group, group_offered, group_origins
    from office.completeness_texts import said_documents, said_report
    from office.opening import in_database
    from office.program_texts import group_document, group_report, origin_document, origins_text

    number = GroupId(group)

    async def look(
        opened: Opened,
    ) -> tuple[Offering, tuple[GroupOrigin, ...], tuple[Completeness, ...]]:
        offering = await opened.read(group_offered, number)
        origins = await opened.read(group_origins, number)
        return offering, origins, await opened.read(completeness_of_group, number)

    offering, origins, said = in_database(look)
    document = {
        **group_document(offering),
        "origins": [origin_document(each) for each in origins],
        "completeness": said_documents(said),
    }
    parts = (group_report(offering), origins_text(origins), said_report(said))
    answer(document, "\n".join(part for part in parts if part), as_json=as_json)
