"""`kruzhok category`: children with a common nominal."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from core.domain.money import Money
from core.domain.titles import tidied
from office.category_texts import (
    categories_document,
    categories_table,
    or_dash,
    provision_document,
    provision_pairs,
)
from office.console import AsJson, DryRun, OneLineGroup, answer, answer_change
from office.mistyped import misread
from office.parameters import CategoryName, Code, day_option, parse_money
from office.said import say
from office.tables import pairs, table

if TYPE_CHECKING:
    from core.domain.actor import Actor
    from core.domain.funding import FundingPeriod
    from core.domain.provision import Provision
    from core.ports.unit_of_work import UnitOfWork

categories = typer.Typer(cls=OneLineGroup, help="Categories of children and their nominals.")
COUNT_MAX = 10_000_000
NONE = "none"
Read = TypeVar("Read")
_COUNT = re.compile(r"\d{1,8}", re.ASCII)
NOMINAL = typer.Argument(parser=parse_money, metavar="ROUBLES", help="More than 0.")


@categories.command("list")
def list_categories(municipality: Code, *, as_json: AsJson = False) -> None:
    """Show the categories of a municipality with their nominals by period."""
    from core.services.registries import categories_of, periods_of
    from office.opening import in_database

    found, periods = in_database(
        lambda opened: opened.read(
            lambda uow: (categories_of(uow, municipality), periods_of(uow, municipality))
        )
    )
    documents = categories_document(found, periods)
    answer({"categories": documents}, categories_table(found, periods), as_json=as_json)


@categories.command()
def add(
    municipality: Code, name: CategoryName, *, dry_run: DryRun = False, as_json: AsJson = False
) -> None:
    """Add a category. Needs KRUZHOK_ACTOR=municipality:CODE:NAME.

    The same name again changes nothing; one that another category has in another spelling is
    refused.
    """
    from core.services.funding import add_category
    from core.services.registries import municipality_coded
    from office.opening import as_actor

    def act(uow: UnitOfWork, actor: Actor) -> None:
        add_category(uow, actor, municipality_coded(uow, municipality).id, name)

    as_actor(lambda acting: acting.perform(act, acting.actor), dry_run=dry_run)
    name = tidied(name)
    document: dict[str, object] = {"municipality": municipality, "category": name}
    text = say("said-category", {"name": name, "code": municipality})
    answer_change(document, text, dry_run=dry_run, as_json=as_json)


@categories.command("set")
def set_category(
    municipality: Code,
    name: CategoryName,
    to: Annotated[str, typer.Option("--name", help="Another name.")],
    *,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Give a category another name. Needs KRUZHOK_ACTOR=municipality:CODE:NAME.

    Money and limits have `set-nominal` and `set-limits`. Said again once it is called so, it
    changes nothing.
    """
    from core.services.funding import rename_category
    from core.services.registries import categories_of, category_named, municipality_coded
    from office.opening import as_actor

    def act(uow: UnitOfWork, actor: Actor) -> None:
        found = categories_of(uow, municipality)
        known = {each.name for each in found}
        present = tidied(to) if name not in known and tidied(to) in known else name
        place = municipality_coded(uow, municipality).id
        rename_category(uow, actor, place, category_named(found, present).id, to)

    as_actor(lambda acting: acting.perform(act, acting.actor), dry_run=dry_run)
    document: dict[str, object] = {"municipality": municipality, "category": tidied(to)}
    text = say("said-category", {"name": tidied(to), "code": municipality})
    answer_change(document, text, dry_run=dry_run, as_json=as_json)


@categories.command("set-nominal")
def set_nominal(
    municipality: Code,
    name: CategoryName,
    nominal: Annotated[Money, NOMINAL],
    period: Annotated[date, day_option("Any day of the period.")],
    *,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Set what each certificate of the category has in a period.

    Needs KRUZHOK_ACTOR=municipality:CODE:NAME. Certificates that hold money of the period get
    or lose the difference, all or none of them. The same nominal again changes nothing.
    """
    from core.services import provisions
    from core.services.registries import category_named, period_holding, periods_of
    from office.opening import as_actor

    def act(uow: UnitOfWork, actor: Actor) -> FundingPeriod:
        chosen = period_holding(periods_of(uow, municipality), period)
        category = category_named(uow.municipalities.categories(chosen.municipality), name)
        provisions.set_nominal(uow, actor, category.id, chosen, nominal)
        return chosen

    days = as_actor(lambda acting: acting.perform(act, acting.actor), dry_run=dry_run).days
    document: dict[str, object] = {
        "municipality": municipality,
        "category": name,
        "first": days.first.isoformat(),
        "last": days.last.isoformat(),
        "kopecks": nominal.kopecks,
    }
    facts = {"first": str(days.first), "last": str(days.last), "sum": str(nominal)}
    text = say("said-nominal", {"name": name, "code": municipality, **facts})
    answer_change(document, text, dry_run=dry_run, as_json=as_json)


@categories.command("set-limits")
def set_limits(
    municipality: Code,
    name: CategoryName,
    period: Annotated[date, day_option("Any day of the period.")],
    max_certificates: Annotated[
        str | None, typer.Option(metavar="NUMBER", help="Of their number; none: no limit.")
    ] = None,
    max_total: Annotated[
        str | None, typer.Option(metavar="ROUBLES", help="Of their sum; none: no limit.")
    ] = None,
    *,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Set how many certificates of the category hold money in a period, and for how much.

    Needs KRUZHOK_ACTOR=municipality:CODE:NAME. A limit that is not named stays. Where limits
    grow, the first in the queue are funded at once. Limits below what is funded are refused.
    The same limits again change nothing.
    """
    from core.domain.provision import Limits
    from core.services import provisions
    from core.services.registries import category_named, period_holding, periods_of
    from office.opening import as_actor

    typed = {"max_certificates": max_certificates, "max_total": max_total}
    keep = [limit for limit, text in typed.items() if text is None]
    limits = Limits(_unless_none(max_certificates, _count), _unless_none(max_total, parse_money))

    def act(uow: UnitOfWork, actor: Actor) -> Provision | None:
        chosen = period_holding(periods_of(uow, municipality), period)
        category = category_named(uow.municipalities.categories(chosen.municipality), name)
        provisions.set_limits(uow, actor, category.id, chosen, limits, keep=keep)
        return provisions.provision(uow, category.id, chosen)

    after = as_actor(lambda acting: acting.perform(act, acting.actor), dry_run=dry_run)
    document = {"municipality": municipality, "category": name, **provision_document(after)}
    text = pairs(("municipality", municipality), ("category", name), *provision_pairs(after))
    answer_change(document, text, dry_run=dry_run, as_json=as_json)


@categories.command()
def show(municipality: Code, name: CategoryName, *, as_json: AsJson = False) -> None:
    """Show a category by period: nominal, limits, what is funded, and how many wait."""
    from core.services.registries import category_look
    from office.opening import in_database

    look = in_database(lambda opened: opened.read(category_look, municipality, name))
    periods = [provision_document(each) for each in look.provisions]
    document: dict[str, object] = {"category": name, "waiting": look.waiting, "periods": periods}
    head = ("first", "last", "nominal", "funded", "most", "total", "at most")
    rows = [
        (
            each.period.days.first, each.period.days.last, each.nominal, each.funded,
            or_dash(each.limits.max_certificates), each.total, or_dash(each.limits.max_total),
        )
        for each in look.provisions
    ]  # fmt: skip
    text = f"{table(head, rows)}\n\n{say('said-in-queue', {'count': str(look.waiting)})}"
    answer(document, text, as_json=as_json)


def _unless_none(text: str | None, read: Callable[[str], Read]) -> Read | None:
    """What was typed, read; `none` and nothing typed are no limit."""
    return None if text in {None, NONE} else read(str(text))


def _count(text: str) -> int:
    if not _COUNT.fullmatch(text) or int(text) > COUNT_MAX:
        raise misread("count", text, most=str(COUNT_MAX))
    return int(text)
