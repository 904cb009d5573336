"""How the columns of a file of certificates are called, in Russian and in English."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from office.catalog_files.sheets import Line
from office.catalog_files.text import comparable, line


class Column(StrEnum):
    """What a column holds; the value is its usual header."""

    NAME = "ФИО"
    BORN = "Дата рождения"
    NUMBER = "Номер"
    CATEGORY = "Категория"
    KIND = "Вид"
    PHONE = "Телефон"


_NAMES: Final[Mapping[Column, tuple[str, ...]]] = {
    Column.NAME: (
        "фио", "ф.и.о", "ф. и. о", "фио ребенка", "фамилия имя отчество", "фамилия, имя, отчество",
        "ребенок", "name", "full name", "full_name", "child",
    ),
    Column.BORN: (
        "дата рождения", "дата рождения ребенка", "родился", "др", "д.р", "born", "birth date",
        "birth_date", "birthdate", "date of birth", "born_on",
    ),
    Column.NUMBER: (
        "номер", "номер сертификата", "сертификат", "№ сертификата", "number",
        "certificate", "certificate number", "certificate_number",
    ),
    Column.CATEGORY: ("категория", "категория детей", "категория ребенка", "category"),
    Column.PHONE: (
        "телефон", "телефон родителя", "номер телефона", "контактный телефон", "телефон заявителя",
        "телефон законного представителя", "телефон представителя", "мобильный телефон",
        "сотовый телефон", "тел", "phone", "parent phone", "telephone",
    ),
    Column.KIND: ("вид", "вид сертификата", "тип", "тип сертификата", "kind", "type"),
}  # fmt: skip
_KNOWN: Final = {name: column for column, names in _NAMES.items() for name in names}


@dataclass(frozen=True, slots=True)
class Heading:
    """Which column holds what; `ignored` ones are named and not read."""

    row: int
    titles: tuple[str, ...]
    columns: Mapping[Column, int]

    @property
    def ignored(self) -> tuple[str, ...]:
        used = set(self.columns.values())
        return tuple(title for at, title in enumerate(self.titles) if title and at not in used)

    def title(self, column: Column) -> str:
        """The header as the file has it; the usual one when it has none."""
        at = self.columns.get(column)
        return column.value if at is None else self.titles[at]

    def cell(self, row: Line, column: Column) -> str:
        """What a row says in a column, clean; "" where it says nothing."""
        at = self.columns.get(column)
        return line(row.cells[at]) if at is not None and at < len(row.cells) else ""


def find_heading(beginning: Iterable[Line]) -> Heading | None:
    """The first line that names at least the child and its birth date."""
    for candidate in beginning:
        columns: dict[Column, int] = {}
        for at, cell in enumerate(candidate.cells):
            column = _KNOWN.get(comparable(cell).strip(" :*."))
            if column is not None:
                columns.setdefault(column, at)
        if {Column.NAME, Column.BORN} <= columns.keys():
            titles = tuple(line(cell) for cell in candidate.cells)
            return Heading(candidate.row, titles, columns)
    return None
