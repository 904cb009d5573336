"""A catalog made large by statements alone: whole blocks of the index with all that is in them."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    String,
    Table,
    cast,
    func,
    insert,
    literal,
    select,
)

from db.tables.registries import groups, module_prices, modules, programs, slots
from db.tables.search import search_blocks, search_programs, search_words

GROUPS_MOST: Final = 5
# A group has its program's number and a figure.
TENFOLD: Final = 10

_OF_PROGRAMS: Final = {"program_id", "module_id"}


def copy(connection: Connection, times: int, size: int, *, providers: int) -> None:
    """Each program so many `times` more, with numbers that are `size` further each time, of
    `providers` that are further as well.
    """
    blocks = (connection.scalar(select(func.max(search_blocks.c.block))) or 0) + 1
    copies = _numbers(times)
    shift = copies.c.n * size
    of_rows: dict[Table, dict[str, ColumnElement[Any]]] = {
        programs: {
            "id": programs.c.id + shift,
            "provider_id": programs.c.provider_id + copies.c.n * providers,
        },
        modules: {"id": modules.c.id + shift},
        module_prices: {},
        groups: {"id": groups.c.id + TENFOLD * shift},
        slots: {"group_id": slots.c.group_id + TENFOLD * shift},
        search_blocks: {"version": search_blocks.c.version + copies.c.n},
        search_programs: {"facts": _facts(shift)},
        search_words: {},
    }
    for table, changes in of_rows.items():
        values: dict[str, ColumnElement[Any]] = {column.name: column for column in table.c}
        values |= {name: table.c[name] + shift for name in _OF_PROGRAMS & values.keys()}
        if "block" in values:
            values["block"] = table.c.block + copies.c.n * blocks
        values |= changes
        question = select(*values.values()).select_from(table.join(copies, literal(value=True)))
        connection.execute(insert(table).from_select(list(values), question))


def _numbers(most: int) -> Any:  # noqa: ANN401 - a recursive question has no name of its own
    numbers = select(literal(1, Integer).label("n")).cte("copies", recursive=True)
    return numbers.union_all(select(numbers.c.n + 1).where(numbers.c.n < most))


def _facts(shift: ColumnElement[int]) -> ColumnElement[Any]:
    """What the index knows of a program, with its groups' new numbers."""
    facts: ColumnElement[Any] = search_programs.c.facts
    for n in range(GROUPS_MOST):
        number = search_programs.c.program_id * TENFOLD + n
        facts = func.replace(facts, _begins(number), _begins(number + TENFOLD * shift))
    return facts


def _begins(group: ColumnElement[int]) -> ColumnElement[str]:
    return literal("[") + cast(group, String) + literal(",")
