"""The workbook that operators fill in: drop-downs, instructions, and the catalog as it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, Literal

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from office.catalog_files.columns import Field
from office.catalog_files.exported import (
    COLUMNS,
    DIRECTIONS,
    FORMS,
    LEVELS,
    REGISTRIES,
    YES_OR_NO,
    Cell,
)

PROGRAMS: Final = "Программы"
INSTRUCTIONS: Final = "Как заполнять"
LISTS: Final = "Списки"

_ROWS_MAX: Final = 1_048_576
_AS_TEXT: Final = "@"
_WIDTHS: Final[Mapping[Field, int]] = {
    Field.TITLE: 40, Field.ANNOTATION: 50, Field.SCHEDULE: 40, Field.ADDRESS: 30, Field.MODULE: 22,
    Field.GROUP: 30,
}  # fmt: skip
_WIDTH: Final = 16
_WHOLE: Final = (
    Field.HOURS, Field.MODULE_HOURS, Field.PLACES,
)  # fmt: skip
_SUMS: Final = (Field.PRICE, Field.NORMATIVE_COST)
_CHOICES: Final[Mapping[Field, Sequence[str]]] = {
    Field.DIRECTION: tuple(DIRECTIONS.values()),
    Field.REGISTRY: tuple(REGISTRIES.values()),
    Field.FORM: tuple(FORMS.values()),
    Field.LEVEL: tuple(LEVELS.values()),
    Field.SPECIAL_NEEDS: tuple(YES_OR_NO.values()),
}
_NO_NUMBER: Final = "Обычно здесь число, не меньше нуля. Можно и «уточняется»."
# One cell a row: a row with two known names would be the header of a table.
_HELP: Final = """
Как заполнять лист «Программы»
Одна строка — одна группа. У строк одной программы одинаковы ИНН и название программы.
Строки можно добавлять, менять и удалять; столбцы — переставлять и удалять. Идентификаторов нет: \
программа находится по ИНН и названию, модуль — по названию, группа — по расписанию или названию.
Чего в файле больше нет, из каталога не пропадает: об этом будет сказано, и в архив это уходит \
только по команде.
Направленность, реестр, форма, уровень и муниципалитет выбираются из списка.
Возраст: «7-10» или «7», полных лет. У группы он пишется, если отличается от возраста программы.
Срок обучения: «2 года», «9 мес.»; часы — отдельно, числом. Одно в другое не переводится.
Стоимость: за модуль целиком, в рублях. Пустая ячейка и «уточняется» цену не меняют.
Они не значат «бесплатно».
Мест: всего в группе. Пустая ячейка — неизвестно: группа будет показана, записаться нельзя.
Группа «нет групп»: модуль есть, групп в нём сейчас нет.
Модуль «нет модулей»: есть только программа.
Даты, места, адрес: «уточняется» значит, что пока не известно; по умолчанию ничего не подставится.
Даты: 01.09.2026. Расписание: «пн 16:00-17:30; чт 16:00-17:30».
Имена, телефоны и почту людей писать не нужно: такие столбцы не читаются и не сохраняются.
Загрузить: kruzhok import programs ФАЙЛ. Сначала посмотреть, что изменится: --dry-run.
""".strip().splitlines()


def write_template(
    target: Path, rows: Iterable[Sequence[Cell]], municipalities: Sequence[str]
) -> int:
    """Write the workbook row by row; how many rows of the catalog are in it.

    Every text stays a text, whatever its first character (R3).
    """
    with target.open("wb") as out:
        book = Workbook(write_only=True)
        number = _write_programs(book, rows, len(municipalities))
        _write_help(book)
        _write_lists(book, municipalities)
        book.save(out)
    return number


def _write_programs(book: Workbook, rows: Iterable[Sequence[Cell]], places: int) -> int:
    sheet: Any = book.create_sheet(PROGRAMS)
    sheet.freeze_panes = "D2"
    for at, field in enumerate(COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(at)].width = _WIDTHS.get(field, _WIDTH)
    _validate(sheet, places)
    sheet.append([_head(sheet, field.value) for field in COLUMNS])
    number = 0
    for number, row in enumerate(rows, 1):  # noqa: B007 - it is the answer
        sheet.append([_cell(sheet, value) for value in row])
    return number


def _validate(sheet: Any, places: int) -> None:  # noqa: ANN401 - the library's write-only sheet
    letters = {field: get_column_letter(at) for at, field in enumerate(COLUMNS, 1)}
    lists = {field: len(words) for field, words in _CHOICES.items()} | {Field.MUNICIPALITY: places}
    for at, (field, count) in enumerate(lists.items(), 1):
        column = get_column_letter(at)
        source = f"'{LISTS}'!${column}$1:${column}${max(1, count)}"
        rule = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=True)
        rule.error, rule.errorTitle = "Выберите значение из списка.", field.value
        _add(sheet, rule, letters[field])
    for field in (*_WHOLE, *_SUMS):
        rule = _number("whole" if field in _WHOLE else "decimal")
        rule.error, rule.errorTitle = _NO_NUMBER, field.value
        # What nobody knows yet is written in words, also by the export itself.
        rule.errorStyle = "warning"
        _add(sheet, rule, letters[field])


def _number(kind: Literal["whole", "decimal"]) -> DataValidation:
    return DataValidation(
        type=kind, operator="greaterThanOrEqual", formula1="0", allow_blank=True,
        showErrorMessage=True,
    )  # fmt: skip


def _add(sheet: Any, rule: DataValidation, letter: str) -> None:  # noqa: ANN401
    rule.add(f"{letter}2:{letter}{_ROWS_MAX}")
    sheet.data_validations.append(rule)


def _write_help(book: Workbook) -> None:
    sheet: Any = book.create_sheet(INSTRUCTIONS)
    sheet.column_dimensions["A"].width = 110
    for at, text in enumerate(_HELP):
        cell = _cell(sheet, text)
        cell.font = Font(bold=at == 0)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.append([cell])


def _write_lists(book: Workbook, municipalities: Sequence[str]) -> None:
    """What the drop-downs offer, a column for each."""
    sheet: Any = book.create_sheet(LISTS)
    sheet.sheet_state = "hidden"
    columns = [*_CHOICES.values(), municipalities]
    for at in range(max(map(len, columns))):
        sheet.append([_cell(sheet, words[at] if at < len(words) else None) for words in columns])


def _head(sheet: Any, text: str) -> Any:  # noqa: ANN401
    cell = _cell(sheet, text)
    cell.font = Font(bold=True)
    cell.fill = PatternFill("solid", fgColor="00DDEBF7")
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _cell(sheet: Any, value: Cell) -> Any:  # noqa: ANN401
    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value)
    cell: Any = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value))
    cell.data_type = "s"  # "=…" is a text here, not a formula
    cell.number_format = _AS_TEXT  # and stays one when somebody edits it
    return cell
