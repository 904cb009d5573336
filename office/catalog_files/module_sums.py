"""The price and the normative cost of a module, from what its rows say (REG-5)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from core.domain.money import Money
from core.domain.program import Registry
from office.catalog_files.columns import Field
from office.catalog_files.defaults import Defaults, ModuleDefaults
from office.catalog_files.prices import WrittenPrice
from office.catalog_files.problems import Reason
from office.catalog_files.rows import WrittenRow


class Sums(NamedTuple):
    """None is "nobody knows", never "free"."""

    price: Money | None
    normative_cost: Money | None


NO_SUMS: Final = Sums(None, None)


def free_said(row: WrittenRow, defaults: Defaults) -> Reason | None:
    """What is to be told, once, of a row that calls free what is in no budget registry: the
    defaults give it a price without saying so, or nobody gives it any. "Free" is no price.
    """
    programs = defaults.programs
    registry = row.registry or programs.registry_if_free or programs.registry
    if row.price is None or not row.price.free or registry is None or registry.budget:
        return None
    if defaults.modules.price is None:
        return Reason.FREE_WITHOUT_PRICE
    return Reason.FREE_BUT_PRICED if programs.registry_if_free is None else None


def sums_of(rows: Sequence[WrittenRow], registry: Registry, defaults: ModuleDefaults) -> Sums:
    """What one module costs; rows that say something else are refused.

    A default fills what no row says. It never replaces a price that is written, even one
    that is not understood, and gives neither a price to a budget program nor a normative
    cost to one outside the certified registry.
    """
    if registry.budget:
        _refuse_prices(rows)
        return NO_SUMS
    certified = registry is Registry.CERTIFIED
    left_open = any(row.cells.left_open(Field.NORMATIVE_COST) for row in rows)
    default = defaults.normative_cost if certified and not left_open else None
    cost = _agreed_cost(rows) or default
    return Sums(_price(rows, defaults), cost)


def _refuse_prices(rows: Sequence[WrittenRow]) -> None:
    for row in rows:
        if row.price is not None and row.price.amount is not None:
            row.cells.note(Field.PRICE, Reason.BUDGET_PROGRAM_WITH_PRICE)


def _price(rows: Sequence[WrittenRow], defaults: ModuleDefaults) -> Money | None:
    written = [(row, row.price) for row in rows if row.price is not None]
    if not written:
        return defaults.price
    clear = [(row, price) for row, price in written if price != WrittenPrice()]
    if not clear:
        return None
    first, agreed = clear[0]
    for row, price in clear:
        if price != agreed:
            row.cells.note(Field.PRICE, Reason.PRICE_DIFFERS)
    return _of_module(first, agreed, defaults)


def _of_module(row: WrittenRow, price: WrittenPrice, defaults: ModuleDefaults) -> Money | None:
    if price.free or price.by_certificate:
        # The operator put a program that was free into a registry that is not.
        return defaults.price
    if price.amount is None or not price.monthly:
        return price.amount
    if defaults.paid_months is None:
        row.cells.note(Field.PRICE, Reason.PRICE_PER_MONTH, fatal=False)
        return None
    whole = price.amount * defaults.paid_months
    found = f"{row.cells.said(Field.PRICE)} × {defaults.paid_months} = {whole}"
    row.cells.note(Field.PRICE, Reason.PRICE_MULTIPLIED, fatal=False, found=found)
    return whole


def _agreed_cost(rows: Sequence[WrittenRow]) -> Money | None:
    written = [(row, row.normative_cost) for row in rows if row.normative_cost is not None]
    for row, cost in written:
        if cost != written[0][1]:
            row.cells.note(Field.NORMATIVE_COST, Reason.PRICE_DIFFERS)
    return written[0][1] if written else None
