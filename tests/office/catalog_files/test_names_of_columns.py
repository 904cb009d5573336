"""By which of their names columns are known, and which hold persons."""

from __future__ import annotations

import pytest

from office.catalog_files.columns import Field
from office.catalog_files.recognition import holds_persons, recognised
from tests.office.catalog_files.files import read


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Наименование дополнительной общеобразовательной программы", Field.TITLE),
        ("Дополнительная общеобразовательная общеразвивающая программа", Field.TITLE),
        ("Название детского объединения / кружка", Field.TITLE),
        ("Наименование программы (кружка, секции)", Field.TITLE),
        ("Возраст обучающихся, лет", Field.AGES),
        ("Возрастной диапазон", Field.AGES),
        ("Кол-во свободных мест", Field.FREE_PLACES),
        ("Мест осталось", Field.FREE_PLACES),
        ("Количество обучающихся в группе", Field.PLACES),
        ("Стоимость обучения в месяц (руб.)", Field.PRICE),
        ("Стоимость материалов", None),
        ("Дни и время проведения занятий", Field.SCHEDULE),
        ("Место проведения занятий (адрес)", Field.ADDRESS),
        ("Срок реализации программы, лет", Field.DURATION),
        ("Продолжительность занятия", None),
        ("Муниципальное образование (округ)", Field.MUNICIPALITY),
        ("Полное наименование организации", Field.PROVIDER),
        ("ИНН образовательной организации", Field.PROVIDER_INN),
        ("2. Направ-\nленность", Field.DIRECTION),
        ("Кол-во мест", Field.PLACES),
        ("Вид спорта", Field.TITLE),
        ("Наименование платной образовательной услуги", Field.TITLE),
        ("Услуга", Field.TITLE),
        ("Для кого", Field.AGES),
        ("Направл.", Field.DIRECTION),
        ("Время тренировок", Field.SCHEDULE),
        ("Вместимость", Field.PLACES),
        ("Начало обучения", Field.STARTS),
        ("Окончание обучения", Field.ENDS),
        ("Период обучения с", Field.STARTS),
        ("Период обучения (с - по)", Field.PERIOD),
    ],
)
def test_a_long_header_is_known_by_a_part_of_it(header: str, field: Field | None) -> None:
    known = recognised(header)

    assert (known and known[0]) == field


@pytest.mark.parametrize(
    "header",
    ["Педагог", "ФИО руководителя программы", "Группа, педагог", "Контактный телефон",
     "Адрес электронной почты", "Возраст педагога", "Автор-составитель программы"],
)  # fmt: skip
def test_a_column_that_holds_persons_is_never_read(header: str) -> None:
    draft = read({header: "Иванова Мария, +7 900 000-00-00"})

    assert draft.personal_columns == (header,)
    assert "Иванова" not in repr(draft)


@pytest.mark.parametrize("header", ["Где", "Место"])
def test_a_word_for_a_place_is_the_address(header: str) -> None:
    found = recognised(header)
    assert found is not None
    assert found[0] is Field.ADDRESS


@pytest.mark.parametrize(
    "header", ["Кто ведёт", "Кто проводит", "Кто занимается", "Руководитель кружка"]
)
def test_who_leads_the_lessons_is_a_person(header: str) -> None:
    assert holds_persons(header)
