"""`kruzhok module`, and what `kruzhok program` decides: certification, prices, the archive."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from core.domain.ids import ModuleId, ProgramId
from core.domain.money import Money
from core.domain.program import Module, ProgramState
from office.commands.program import ProgramNumber, programs
from office.console import AsJson, DryRun, OneLineGroup, answer, answer_change
from office.parameters import day_option, parse_money
from office.program_options import ModuleNumber
from office.program_texts import duration_document, duration_text, price_name
from office.said import in_words, say
from office.tables import pairs, table

if TYPE_CHECKING:
    from core.domain.actor import Actor
    from core.domain.registries import RegisteredProgram
    from core.ports.unit_of_work import UnitOfWork

__all__ = ["change_module", "module_document", "module_text", "modules", "programs"]

modules = typer.Typer(cls=OneLineGroup, help="Modules: certification, normative cost, prices.")
Why = Annotated[str, typer.Option("--reason", help="What the provider is told.")]
ROUBLES = typer.Argument(parser=parse_money, metavar="ROUBLES")


@modules.command("list")
def list_modules(program: ProgramNumber, *, as_json: AsJson = False) -> None:
    """Show the modules of a program, in every state."""
    from core.services.certification import modules_of
    from office.opening import in_database

    found = in_database(lambda opened: opened.read(modules_of, ProgramId(program)))
    rows = [(each.id, each.title, each.state, _known(each.normative_cost)) for each in found]
    text = table(("id", "title", "state", "normative cost"), rows)
    answer({"modules": [module_document(each) for each in found]}, text, as_json=as_json)


@modules.command()
def certify(
    module: ModuleNumber,
    normative_cost: Annotated[
        str | None, typer.Option(metavar="ROUBLES", help="Not for budget programs.")
    ] = None,
    *,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Certify a submitted module with its normative cost. Needs KRUZHOK_ACTOR=operator:NAME.

    A module of the operator's own organisation stays SUBMITTED until another operator says the
    same. The same again changes nothing.
    """
    from core.services.certification import certify_module

    cost = None if normative_cost is None else parse_money(normative_cost)

    def act(uow: UnitOfWork, actor: Actor) -> Module:
        return certify_module(uow, actor, ModuleId(module), cost)

    change_module(act, dry_run=dry_run, as_json=as_json)


@modules.command()
def submit(module: ModuleNumber, *, dry_run: DryRun = False, as_json: AsJson = False) -> None:
    """Send a module to certification. Needs KRUZHOK_ACTOR: an operator, or the provider's staff."""
    _move_module(module, ProgramState.SUBMITTED, "", dry_run=dry_run, as_json=as_json)


@modules.command()
def refuse(
    module: ModuleNumber, reason: Why, *, dry_run: DryRun = False, as_json: AsJson = False
) -> None:
    """Refuse a submitted module. Needs KRUZHOK_ACTOR=operator:NAME."""
    _move_module(module, ProgramState.REFUSED, reason, dry_run=dry_run, as_json=as_json)


@modules.command()
def archive(module: ModuleNumber, *, dry_run: DryRun = False, as_json: AsJson = False) -> None:
    """Archive a module without live enrollments. Needs KRUZHOK_ACTOR=operator:NAME."""
    _move_module(module, ProgramState.ARCHIVED, "", dry_run=dry_run, as_json=as_json)


@modules.command("set-price")
def set_price(
    module: ModuleNumber,
    price: Annotated[Money, ROUBLES],
    municipality: Annotated[str, typer.Option(metavar="CODE")],
    period: Annotated[date, day_option("Any day of the municipality's period.")],
    *,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Set what a place costs in a period. Needs KRUZHOK_ACTOR=staff:ACCOUNT:INN.

    It stands still while an enrollment of the module and period is open. The price holds for
    every municipality whose period has the same days. The same again changes nothing.
    """
    from core.services import module_prices
    from core.services.registries import period_holding, periods_of

    def act(uow: UnitOfWork, actor: Actor) -> Module:
        days = period_holding(periods_of(uow, municipality), period).days
        return module_prices.set_price(uow, actor, ModuleId(module), days, price)

    change_module(act, dry_run=dry_run, as_json=as_json)


@programs.command("submit")
def submit_program(
    program: ProgramNumber, *, dry_run: DryRun = False, as_json: AsJson = False
) -> None:
    """Send a program to certification. Needs an operator, or staff of its provider."""
    _move_program(program, ProgramState.SUBMITTED, "", dry_run=dry_run, as_json=as_json)


@programs.command("certify")
def certify_program(
    program: ProgramNumber, *, dry_run: DryRun = False, as_json: AsJson = False
) -> None:
    """Certify a submitted program; its modules with `module certify`. Needs an operator."""
    _move_program(program, ProgramState.CERTIFIED, "", dry_run=dry_run, as_json=as_json)


@programs.command("refuse")
def refuse_program(
    program: ProgramNumber, reason: Why, *, dry_run: DryRun = False, as_json: AsJson = False
) -> None:
    """Refuse a submitted program. Needs KRUZHOK_ACTOR=operator:NAME."""
    _move_program(program, ProgramState.REFUSED, reason, dry_run=dry_run, as_json=as_json)


@programs.command("archive")
def archive_program(
    program: ProgramNumber, *, dry_run: DryRun = False, as_json: AsJson = False
) -> None:
    """Archive a program without live enrollments. Needs KRUZHOK_ACTOR=operator:NAME."""
    _move_program(program, ProgramState.ARCHIVED, "", dry_run=dry_run, as_json=as_json)


@programs.command("set-cap")
def set_cap(
    percent: Annotated[int, typer.Argument(metavar="PERCENT")],
    *,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Set the highest price, in per cent of the normative cost. Needs an operator."""
    from core.services.module_prices import set_price_cap
    from office.opening import as_actor

    cap = as_actor(
        lambda acting: acting.perform(set_price_cap, acting.actor, percent), dry_run=dry_run
    )
    text = say("said-price-cap", {"percent": str(cap)})
    answer_change({"max_price_percent": cap}, text, dry_run=dry_run, as_json=as_json)


def _move_module(
    module: int, state: ProgramState, reason: str, *, dry_run: bool, as_json: bool
) -> None:
    from core.services.certification import move_module

    def act(uow: UnitOfWork, actor: Actor) -> Module:
        return move_module(uow, actor, ModuleId(module), state, reason)

    change_module(act, dry_run=dry_run, as_json=as_json)


def change_module(
    act: Callable[[UnitOfWork, Actor], Module], *, dry_run: bool, as_json: bool
) -> None:
    from office.opening import as_actor

    module = as_actor(lambda acting: acting.perform(act, acting.actor), dry_run=dry_run)
    answer_change(module_document(module), module_text(module), dry_run=dry_run, as_json=as_json)


def _move_program(
    program: int, state: ProgramState, reason: str, *, dry_run: bool, as_json: bool
) -> None:
    from core.services.certification import move_program
    from core.services.registries import program_with_groups
    from office.opening import as_actor
    from office.program_texts import program_document, programs_table

    def act(uow: UnitOfWork, actor: Actor) -> RegisteredProgram:
        move_program(uow, actor, ProgramId(program), state, reason)
        return program_with_groups(uow, ProgramId(program))[0]

    found = as_actor(lambda acting: acting.perform(act, acting.actor), dry_run=dry_run)
    answer_change(
        program_document(found), programs_table([found]), dry_run=dry_run, as_json=as_json
    )


def module_document(module: Module) -> dict[str, object]:
    """Sums are in kopecks; null is what nobody set."""
    cost = module.normative_cost
    return {
        "id": module.id,
        "program_id": module.program,
        "title": module.title,
        "state": module.state.value,
        "normative_cost": None if cost is None else cost.kopecks,
        "duration": duration_document(module.duration),
        "prices": [
            {
                "first": each.period.first.isoformat(),
                "last": each.period.last.isoformat(),
                "kopecks": each.price.kopecks,
            }
            for each in module.prices
        ],
    }


def module_text(module: Module, reason: str | None = None) -> str:
    """Sums in roubles; why it was refused if it was."""
    return pairs(
        ("module", f"{module.id}, {module.title}"),
        ("program", module.program),
        ("state", in_words(module.state)),
        *([] if reason is None else [("reason", reason)]),
        ("duration", duration_text(module.duration)),
        ("normative cost", _known(module.normative_cost)),
        *((price_name(each.period), each.price) for each in module.prices),
    )


def _known(cost: Money | None) -> str:
    return "-" if cost is None else str(cost)
