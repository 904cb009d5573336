"""A family may write its children's names in Latin letters."""

from __future__ import annotations

import pytest

from core.domain.ids import CertificateId
from core.domain.latin_names import latin_names, sounds_of
from core.domain.own_children import Heard, OwnChild, heard, may_speak_of

SOFYA = OwnChild(CertificateId(1), "Котова Софья Игоревна", 7)
PETER = OwnChild(CertificateId(2), "Котов Пётр Игоревич", 10)


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Софья", "Sofya Sofia Sofiya Sophia SOFYA Sonya Sonia"),
        ("Пётр", "Pyotr Petr Peter Petya Petia"),
        ("Фёдор", "Fyodor Fedor Fedya"),
        ("Александр", "Aleksandr Alexandr Alexander Sasha Alex"),
        ("Дмитрий", "Dmitriy Dmitry Dmitrii Dima Mitya"),
        ("Юлия", "Yuliya Yulia Julia Iuliia"),
        ("Ксения", "Kseniya Xenia Ksyusha"),
        ("Екатерина", "Ekaterina Yekaterina Catherine Katya"),
        ("Анна", "Anna Ana Anya Ania"),
        ("Михаил", "Mikhail Mihail Michael Misha"),
        ("Арсений", "Arseniy Arseny Arsenii"),
        ("Татьяна", "Tatyana Tatiana Tanya"),
        ("Роман", "Roman Roma"),
        ("Матвей", "Matvey Matvei Matthew"),
    ],
)
def test_a_name_is_known_in_every_spelling(name: str, written: str) -> None:
    assert {sounds_of(each) for each in written.split()} <= latin_names(name)


@pytest.mark.parametrize(
    ("name", "word"),
    [("Максим", "max"), ("Тимофей", "time"), ("Полина", "pole"), ("Дарья", "dash"), ("Ия", "ia"),
     ("Людмила", "mila"), ("Артём", "art"), ("Роман", "robot")],
)  # fmt: skip
def test_other_words_are_no_names(name: str, word: str) -> None:
    assert sounds_of(word) not in latin_names(name)


@pytest.mark.parametrize(
    ("typed", "left", "child"),
    [
        ("chess for Sofya", "chess", SOFYA),
        ("шахматы Sofia", "шахматы", SOFYA),
        ("shahmaty dlya Petya", "shahmaty", PETER),
        ("Peter's chess", "chess", PETER),
        ("for my Sonya 8 лет хор", "8 лет хор", SOFYA),
    ],
)
def test_a_latin_name_says_for_whom_it_is_and_goes(typed: str, left: str, child: OwnChild) -> None:
    assert may_speak_of(typed, [child.full_name])
    assert heard(typed, (SOFYA, PETER)) == Heard(left, child.certificate, by_name=True)


def test_nobody_elses_name_is_taken_out() -> None:
    assert heard("chess for Vasya", (SOFYA, PETER)) == Heard("chess for Vasya")
    assert not may_speak_of("chess for Vasya", [SOFYA.full_name])
