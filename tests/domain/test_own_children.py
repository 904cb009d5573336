"""Of which of its own children a family speaks."""

from __future__ import annotations

import pytest

from core.domain.first_names import Sex, sex_of, spoken_forms
from core.domain.ids import CertificateId
from core.domain.own_children import (
    Heard,
    OwnChild,
    heard,
    may_speak_of,
    of_stated_age,
    speaks_of_several,
)

ANNA = OwnChild(CertificateId(1), "Котова Анна Игоревна", 7)
PETER = OwnChild(CertificateId(2), "Котов Пётр Игоревич", 10)
PAUL = OwnChild(CertificateId(3), "Котов Павел Игоревич", 4)
FAMILY = (ANNA, PETER, PAUL)


@pytest.mark.parametrize(
    ("typed", "left", "child"),
    [
        ("для Ани шахматы", "шахматы", ANNA),
        ("Ане шахматы", "шахматы", ANNA),
        ("шахматы анечке", "шахматы", ANNA),
        ("Анна", "", ANNA),
        ("с нашей Аней на танцы", "на танцы", ANNA),
        ("дочке Ане танцы", "дочке танцы", ANNA),
        ("петру робототехника", "робототехника", PETER),
        ("футбол для моего Пети", "футбол", PETER),
        ("Паше лепка", "лепка", PAUL),
        # A stated age stays in the words and is asked for.
        ("Ане 8 лет шахматы", "8 лет шахматы", ANNA),
    ],
)
def test_a_name_is_taken_out_of_the_words_and_says_for_whom_they_are(
    typed: str, left: str, child: OwnChild
) -> None:
    assert heard(typed, FAMILY) == Heard(left, child.certificate, by_name=True)


@pytest.mark.parametrize(
    ("typed", "child"),
    [
        ("дочке танцы", ANNA),
        ("доченьке 7 танцы", ANNA),
        ("дочке 8 танцы", ANNA),
        ("сыну 10 бокс", PETER),
        ("сыну 4 бокс", PAUL),
        ("младшему лепка", PAUL),
        ("старшему сыну бокс", PETER),
        ("младшей танцы", ANNA),
        ("старшую в хор", ANNA),
        ("младшему и старшей лыжи", None),
        ("сыну бокс", None),
        ("сыну 7 бокс", None),
        ("сыну и дочке плавание", None),
        ("сыну 4 сыну 10 плавание", None),
        ("для старшей группы", None),
        ("младшим школьникам хор", None),
        ("ребёнку 7 лет хор", None),
        ("для Васи хор", None),
    ],
)
def test_words_of_kin_mean_a_child_where_only_one_fits_and_stay(
    typed: str, child: OwnChild | None
) -> None:
    assert heard(typed, FAMILY) == Heard(typed, None if child is None else child.certificate)


def test_several_named_ones_become_their_ages_and_a_stated_one_is_kept() -> None:
    assert heard("Ане танцы, Пете футбол", FAMILY).text == "7 лет танцы, 10 лет футбол"
    assert heard("Ане 8 танцы, Пете футбол", FAMILY).text == "8 танцы, 10 лет футбол"
    assert heard("Ане и Пете плавание", FAMILY).child is None


def test_a_name_of_two_children_names_neither() -> None:
    sasha = OwnChild(CertificateId(4), "Котова Александра Игоревна", 5)
    other = OwnChild(CertificateId(5), "Котов Александр Игоревич", 9)

    assert heard("Саше хор", (sasha, other)) == Heard("Саше хор")
    assert heard("для Александры хор", (sasha,)) == Heard("хор", sasha.certificate, by_name=True)


@pytest.mark.parametrize("typed", ["сыну бокс", "бокс для сына", "сыну 9 бокс"])
def test_a_son_is_none_of_the_daughters(typed: str) -> None:
    assert heard(typed, (ANNA,)) == Heard(typed, another=True)
    assert heard(typed, ()) == Heard(typed)


def test_who_is_called_as_something_is_no_word_for_it() -> None:
    vera = OwnChild(CertificateId(6), "Котова Вера Игоревна", 5)

    assert heard("вера и православие", (vera,)).child is None
    assert heard("для Веры хор", (vera,)) == Heard("хор", vera.certificate, by_name=True)


@pytest.mark.parametrize("name", ["—", "", "Анна", "Ким Ли"])
def test_any_name_is_taken(name: str) -> None:
    child = OwnChild(CertificateId(7), name, 7)

    assert heard("сыну бокс", (child,)).text == "сыну бокс"
    assert may_speak_of("хор", [name]) is False


@pytest.mark.parametrize(
    ("name", "sex"),
    [
        ("Котова Анна Игоревна", Sex.GIRL),
        ("Котов Илья", Sex.BOY),
        ("Котов Илья Ильич", Sex.BOY),
        ("Котова Любовь", None),
        ("Котова Инна Ильинична", Sex.GIRL),
        ("Мамедов Али Вагиф оглы", Sex.BOY),
        ("Котова Анна", Sex.GIRL),
        ("Котов Иван", Sex.BOY),
        ("—", None),
    ],
)
def test_a_full_name_tells_a_son_from_a_daughter(name: str, sex: Sex | None) -> None:
    assert sex_of(name) is sex


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Мария", {"марии", "марию", "маше", "маруся"}),
        ("Лев", {"льву", "льва", "леве"}),
        ("Игорь", {"игорю", "игорьку"}),
        ("Андрей", {"андрею", "андрюше"}),
        ("Ярослав", {"ярославу", "ярику"}),
        ("Айдар", {"айдару"}),
        ("Али", {"али"}),
    ],
)
def test_a_name_is_said_in_all_cases_and_short(name: str, forms: set[str]) -> None:
    assert forms <= spoken_forms(name)
    assert "лев" not in spoken_forms("Лев")


@pytest.mark.parametrize(
    "typed",
    [
        "двойняшки 6 лет", "близнецам 5 лет танцы", "у меня двойня 4 года", "сыну и дочке по 7",
        "дочке 7 и сыну 7", "сын и младшая дочка 7", "двум девочкам 8 лет", "танцы для двоих детей",
        "обоим по 8 шахматы", "для моих дочерей 6 лет", "7 лет и 7 лет шахматы", "twins 6",
        "son and daughter 7",
    ],
)  # fmt: skip
def test_two_children_may_be_of_one_age(typed: str) -> None:
    assert speaks_of_several(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "сыну 7 шахматы", "дочке танцы и рисование", "дети 6 лет", "2 года ребёнку",
        "танцы 2 раза в неделю дочке", "мама и дочка танцы", "с 6 лет до 7 лет", "тройной прыжок",
        "для мальчика 6 лет", "два направления дочке",
    ],
)  # fmt: skip
def test_one_child_is_one_whatever_else_is_said_of_two(typed: str) -> None:
    assert not speaks_of_several(typed)


@pytest.mark.parametrize("text", ["сыну шахматы", "дочке на танцы", "для Ани", "паше лепка"])
def test_a_text_that_may_be_about_an_own_child_is_looked_at(text: str) -> None:
    assert may_speak_of(text, [each.full_name for each in FAMILY])


@pytest.mark.parametrize("text", ["шахматы", "робототехника по вторникам", "для Оли", ""])
def test_a_text_that_names_nobody_is_not(text: str) -> None:
    assert not may_speak_of(text, [each.full_name for each in FAMILY])


@pytest.mark.parametrize(
    ("typed", "age", "child"),
    [
        ("шахматы 7 лет", 7, ANNA),
        ("девочке 7 лет шахматы", 7, ANNA),
        ("бокс для мальчика 10 лет", 10, PETER),
        ("шахматы 8 лет", 8, None),
        # Of a boy, of two, and of somebody else's child.
        ("мальчику 7 лет шахматы", 7, None),
        ("сын 7 лет шахматы", 7, None),
        ("двойняшки 7 лет шахматы", 7, None),
        ("племяннице 7 лет шахматы", 7, None),
        ("сестре 10 лет шахматы", 10, None),
    ],
)
def test_an_age_means_the_only_child_that_is_so_old_unless_the_words_speak_of_another(
    typed: str, age: int, child: OwnChild | None
) -> None:
    assert of_stated_age(typed, age, FAMILY) == child
    assert of_stated_age(typed, age, (*FAMILY, *FAMILY)) is None
