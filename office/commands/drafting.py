"""`kruzhok program add|set` and `kruzhok module add|show|set`: what is written down of a course."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from core.domain.drafting import MONTHS_MAX
from core.domain.drafts import ProgramDraft
from core.domain.ids import ModuleId, ProgramId
from core.domain.program import AgeRange, Direction, Duration, Form, Level, Registry
from office.commands.certifying import (
    change_module,
    module_document,
    module_text,
    modules,
    programs,
)
from office.commands.program import ProgramNumber
from office.console import AsJson, DryRun, answer, answer_change
from office.mistyped import misread
from office.parameters import Inn
from office.program_options import ModuleNumber, parse_ages

if TYPE_CHECKING:
    from core.domain.actor import Actor
    from core.domain.program import Module
    from core.domain.registries import RegisteredProgram
    from core.ports.unit_of_work import UnitOfWork

__all__ = ["modules", "programs"]

Title = Annotated[str, typer.Argument(metavar="TITLE", help="As families read it.")]
NewTitle = Annotated[str | None, typer.Option("--title", help="Another title.")]
AGES = typer.Option("--ages", parser=parse_ages, metavar="FROM-TO", help="Full years, 7-17.")
LevelOption = Annotated[Level | None, typer.Option("--level", help="How deep it goes.")]
Years = Annotated[int | None, typer.Option("--years", min=1, max=12, help="Years it takes.")]
Months = Annotated[int | None, typer.Option("--months", min=1, max=144, help="Months it takes.")]
Hours = Annotated[int | None, typer.Option("--hours", min=1, max=10_000, help="Hours in all.")]
ModuleYears = Annotated[int | None, typer.Option("--years", min=1, max=1, help="A year, if so.")]
ModuleMonths = Annotated[
    int | None, typer.Option("--months", min=1, max=MONTHS_MAX, help="Months it takes.")
]
SpecialNeeds = typer.Option(
    "--special-needs/--no-special-needs", help="Made for children with special needs."
)


@programs.command("add")
def add_program(  # noqa: PLR0913 - an option for each thing that a program says of itself
    inn: Inn,
    title: Title,
    *,
    municipality: Annotated[str, typer.Option(metavar="CODE")],
    direction: Annotated[Direction, typer.Option()],
    registry: Annotated[Registry, typer.Option()],
    ages: Annotated[AgeRange, AGES],
    form: Annotated[Form, typer.Option()] = Form.IN_PERSON,
    annotation: Annotated[str, typer.Option(help="What children do there.")] = "",
    special_needs: Annotated[bool, SpecialNeeds] = False,
    level: LevelOption = None,
    years: Years = None,
    months: Months = None,
    hours: Hours = None,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Enter a program: a DRAFT, for `program submit`. Needs its staff, or an operator.

    The same again changes nothing; the same title with another content is refused.
    """
    from core.services import programs as services

    draft = ProgramDraft(
        inn, municipality, title, annotation, direction, registry, form, ages, special_needs, (),
        level, Duration(years, months, hours),
    )  # fmt: skip

    def act(uow: UnitOfWork, actor: Actor) -> RegisteredProgram:
        return services.add_program(uow, actor, draft)

    _change_program(act, dry_run=dry_run, as_json=as_json)


@programs.command("set")
def set_program(  # noqa: PLR0913 - an option for each thing that a program says of itself
    program: ProgramNumber,
    *,
    title: NewTitle = None,
    direction: Annotated[Direction | None, typer.Option()] = None,
    registry: Annotated[Registry | None, typer.Option()] = None,
    ages: Annotated[AgeRange | None, AGES] = None,
    form: Annotated[Form | None, typer.Option()] = None,
    annotation: Annotated[str | None, typer.Option(help="What children do there.")] = None,
    special_needs: Annotated[bool | None, SpecialNeeds] = None,
    level: LevelOption = None,
    years: Years = None,
    months: Months = None,
    hours: Hours = None,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Change what a program says of itself. Needs its staff, or an operator.

    What is not named stays. A certified program goes to certification again; refused while
    children are enrolled. The same again changes nothing.
    """
    from core.services import programs as services
    from core.services.registries import program_with_groups

    said = {
        "title": title, "annotation": annotation, "direction": direction, "registry": registry,
        "form": form, "ages": ages, "special_needs": special_needs, "level": level,
    }  # fmt: skip
    units = {"years": years, "months": months, "hours": hours}
    taken = {unit: number for unit, number in units.items() if number is not None}
    named = {name: value for name, value in said.items() if value is not None}

    def act(uow: UnitOfWork, actor: Actor) -> RegisteredProgram:
        known, _ = program_with_groups(uow, ProgramId(program))
        draft = replace(services.program_draft(known), **named)  # type: ignore[arg-type]
        draft = replace(draft, duration=replace(draft.duration, **taken))
        return services.change_program(uow, actor, ProgramId(program), draft)

    _change_program(act, dry_run=dry_run, as_json=as_json)


@modules.command("add")
def add_module(
    program: ProgramNumber,
    title: Title,
    *,
    years: ModuleYears = None,
    months: ModuleMonths = None,
    hours: Hours = None,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Enter a module of a program: a DRAFT, for `module submit`. Needs its staff, or an operator.

    Its cost is set by `module certify`, its price by `module set-price`. The same again changes
    nothing; the same title with another length is refused.
    """
    from core.services import programs as services

    length = Duration(years, months, hours)

    def act(uow: UnitOfWork, actor: Actor) -> Module:
        return services.add_module(uow, actor, ProgramId(program), title, length)

    change_module(act, dry_run=dry_run, as_json=as_json)


@modules.command("show")
def show_module(module: ModuleNumber, *, as_json: AsJson = False) -> None:
    """Show a module with its normative cost and prices, and why it was refused."""
    from core.services.registries import module_registered, refusal_of_module
    from office.opening import in_database

    def look(uow: UnitOfWork) -> tuple[Module, str | None]:
        found = module_registered(uow, number)
        return found, refusal_of_module(uow, found)

    number = ModuleId(module)
    found, reason = in_database(lambda opened: opened.read(look))
    document = {**module_document(found), "reason": reason}
    answer(document, module_text(found, reason), as_json=as_json)


@modules.command("set")
def set_module(
    module: ModuleNumber,
    *,
    title: NewTitle = None,
    years: ModuleYears = None,
    months: ModuleMonths = None,
    hours: Hours = None,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Give a module another title or length. Needs its staff, or an operator.

    What is not named stays. A certified module goes to certification again; refused while
    children are enrolled. Its cost is set by `module certify`, its price by `module set-price`.
    """
    from core.services import programs as services
    from core.services.registries import module_registered

    units = {"years": years, "months": months, "hours": hours}
    taken = {unit: number for unit, number in units.items() if number is not None}
    if title is None and not taken:
        raise misread("nothing-to-set", allowed="--title, --years, --months, --hours")

    def act(uow: UnitOfWork, actor: Actor) -> Module:
        known = module_registered(uow, ModuleId(module))
        length = replace(known.duration, **taken)
        return services.change_module(uow, actor, known.id, title or known.title, length)

    change_module(act, dry_run=dry_run, as_json=as_json)


def _change_program(
    act: Callable[[UnitOfWork, Actor], RegisteredProgram], *, dry_run: bool, as_json: bool
) -> None:
    from office.opening import as_actor
    from office.program_texts import program_document, program_pairs

    found = as_actor(lambda acting: acting.perform(act, acting.actor), dry_run=dry_run)
    answer_change(program_document(found), program_pairs(found), dry_run=dry_run, as_json=as_json)
