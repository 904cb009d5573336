"""`kruzhok category`: children with a common nominal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from core.domain.money import Money
from office.console import AsJson, DryRun, OneLineGroup, answer, answer_change
from office.parameters import Code, day_option, parse_money
from office.tables import pairs, table

if TYPE_CHECKING:
    from core.domain.actor import Actor
    from core.domain.funding import FundingPeriod
    from core.domain.provision import Provision
    from core.domain.registries import Category
    from core.ports.unit_of_work import UnitOfWork

categories = typer.Typer(cls=OneLineGroup, help="Categories of children and their nominals.")
Name = Annotated[str, typer.Argument(metavar="NAME", help="The category's name.")]
COUNT_MAX = 10_000_000
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
    documents = _documents(found, periods)
    answer({"categories": documents}, _table(found, periods), as_json=as_json)


@categories.command()
def add(
    municipality: Code, name: Name, *, dry_run: DryRun = False, as_json: AsJson = False
) -> None:
    """Add a category. Needs KRUZHOK_ACTOR=municipality:CODE:NAME.

    The same name again changes nothing.
    """
    from core.services.funding import add_category
    from core.services.registries import municipality_coded
    from office.opening import as_actor

    def act(uow: UnitOfWork, actor: Actor) -> None:
        add_category(uow, actor, municipality_coded(uow, municipality).id, name)

    as_actor(lambda acting: acting.perform(act, acting.actor), dry_run=dry_run)
    document: dict[str, object] = {"municipality": municipality, "category": name}
    answer_change(
        document, f"Category “{name}” of {municipality}.", dry_run=dry_run, as_json=as_json
    )


@categories.command("set-nominal")
def set_nominal(
    municipality: Code,
    name: Name,
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
    text = f"“{name}” of {municipality}, {days.first} to {days.last}: {nominal} roubles."
    answer_change(document, text, dry_run=dry_run, as_json=as_json)


@categories.command("set-limits")
def set_limits(
    municipality: Code,
    name: Name,
    period: Annotated[date, day_option("Any day of the period.")],
    max_certificates: Annotated[
        int | None, typer.Option(min=0, max=COUNT_MAX, help="None: no limit of their number.")
    ] = None,
    max_total: Annotated[
        Money | None,
        typer.Option(parser=parse_money, metavar="ROUBLES", help="None: no limit of their sum."),
    ] = None,
    *,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Set how many certificates of the category hold money in a period, and for how much.

    Needs KRUZHOK_ACTOR=municipality:CODE:NAME. A limit that is not given is taken away. Where
    limits grow, the first in the queue are funded at once. Limits below what is funded are
    refused. The same limits again change nothing.
    """
    from core.domain.provision import Limits
    from core.services import provisions
    from core.services.registries import category_named, period_holding, periods_of
    from office.opening import as_actor

    def act(uow: UnitOfWork, actor: Actor) -> Provision | None:
        chosen = period_holding(periods_of(uow, municipality), period)
        category = category_named(uow.municipalities.categories(chosen.municipality), name)
        limits = Limits(max_certificates, max_total)
        provisions.set_limits(uow, actor, category.id, chosen, limits)
        return provisions.provision(uow, category.id, chosen)

    after = as_actor(lambda acting: acting.perform(act, acting.actor), dry_run=dry_run)
    document = {"municipality": municipality, "category": name, **provision_document(after)}
    text = pairs(*((word.replace("_", " "), value) for word, value in document.items()))
    answer_change(document, text, dry_run=dry_run, as_json=as_json)


@categories.command()
def show(municipality: Code, name: Name, *, as_json: AsJson = False) -> None:
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
            _or_dash(each.limits.max_certificates), each.total, _or_dash(each.limits.max_total),
        )
        for each in look.provisions
    ]  # fmt: skip
    text = f"{table(head, rows)}\n\nIn the queue: {look.waiting}."
    answer(document, text, as_json=as_json)


def provision_document(provision: Provision | None) -> dict[str, object]:
    """Sums are in kopecks."""
    if provision is None:
        return {}
    limits, days = provision.limits, provision.period.days
    return {
        "first": days.first.isoformat(),
        "last": days.last.isoformat(),
        "kopecks": provision.nominal.kopecks,
        "funded": provision.funded,
        "funded_total_kopecks": provision.total.kopecks,
        "max_certificates": limits.max_certificates,
        "max_total_kopecks": None if limits.max_total is None else limits.max_total.kopecks,
    }


def _or_dash(value: object) -> object:
    return "-" if value is None else value


def _documents(
    found: Sequence[Category], periods: Sequence[FundingPeriod]
) -> list[dict[str, object]]:
    return [
        {
            "category": category.name,
            "nominals": [
                {
                    "first": period.days.first.isoformat(),
                    "last": period.days.last.isoformat(),
                    "kopecks": category.nominals[period.id].kopecks,
                }
                for period in periods
                if period.id in category.nominals
            ],
        }
        for category in found
    ]


def _table(found: Sequence[Category], periods: Sequence[FundingPeriod]) -> str:
    head = ("category", *(f"{period.days.first}" for period in periods))
    return table(
        head,
        [(each.name, *(each.nominals.get(p.id, "-") for p in periods)) for each in found],
    )
