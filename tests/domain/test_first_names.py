"""How first names are said: short, in all cases, by whom."""

from __future__ import annotations

import pytest

from core.domain.first_names import Sex, called, sex_of, spoken_forms


@pytest.mark.parametrize(
    ("name", "said"),
    [
        # By endings: -а, -я, -ия, -й, -ь, a consonant, one that no case changes.
        ("Марта", "марта марты марти марте марту мартой мартей"),
        ("Лея", "лея леи лее лею леей"),
        ("Айрия", "айрия айрии айрию айрией"),
        ("Гордей", "гордей гордея гордею гордеем гордее"),
        ("Лазарь", "лазарь лазаря лазарю лазарем лазаре лазари"),
        ("Назар", "назар назара назару назаром назаре"),
        ("Мате", "мате"), ("Леви", "леви"), ("Нико", "нико"), ("Пинку", "пинку"),
        ("Наю", "наю"), ("Роуэ", "роуэ"), ("Арны", "арны"),
        # «Игорёк» loses its vowel, and keeps it for whoever does not know.
        ("Витёк", "витек витька витьку витьком витека витеку витеком витеке"),
        # These are as nobody would guess.
        ("Лев", "льва льву львом лева левы леви леве леву левой левей"),
        ("Пётр", "петр петра петру петром петя пети пете петю петей"),
    ],
)  # fmt: skip
def test_a_name_is_known_in_all_its_cases(name: str, said: str) -> None:
    # Not what another test asked for.
    spoken_forms.cache_clear()

    assert spoken_forms(name) == frozenset(said.split())


def test_what_is_another_word_too_is_a_name_only_where_its_case_says_so() -> None:
    assert "вера" not in spoken_forms("Вера")
    assert {"вере", "верочка"} <= spoken_forms("Вера")
    assert "любовь" not in spoken_forms("Любовь")
    assert {"любови", "любовью", "люба"} <= spoken_forms("Любовь")


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("Алёна", ("алена", "аленка")),
        ("ДМИТРИЙ", ("дмитрий", "дима", "митя")),
        ("Инга", ("инга",)),
    ],
)
def test_the_whole_name_comes_before_the_short_ones(name: str, names: tuple[str, ...]) -> None:
    assert called(name) == names


@pytest.mark.parametrize(
    ("full_name", "sex"),
    [
        ("Котов Саша Игоревич", Sex.BOY),
        ("Котов Саша Ильич", Sex.BOY),
        ("Котов Саша Лукич", Sex.BOY),
        ("Котов Саша Фомич", Sex.BOY),
        ("Алиев Саша Рашид оглы", Sex.BOY),
        ("Котова Эдит Игоревна", Sex.GIRL),
        ("Котова Эдит Ильинична", Sex.GIRL),
        ("Алиева Нур Рашид кызы", Sex.GIRL),
        # A name of a patronymic's shape is no patronymic.
        ("Котова Ревна", Sex.GIRL),
        ("Котов Никита", Sex.BOY),
        ("Котов Данила", Sex.BOY),
        ("Котов Илья", Sex.BOY),
        ("Фома Саввична Мария", Sex.GIRL),
        ("Котова Анна", Sex.GIRL),
        ("Котова Юлия", Sex.GIRL),
        ("Котов Марк", Sex.BOY),
        ("Котов Андрей", Sex.BOY),
        ("Котова Любовь", None),
        ("Котов Леви", None),
        ("Котов Мате", None),
        ("Котов Нико", None),
        ("Котов Пинку", None),
        ("Котов", None),
        ("Котов К.", None),
        ("", None),
    ],
)
def test_patronymic_and_name_tell_who_is_a_boy_or_a_girl(full_name: str, sex: Sex | None) -> None:
    assert sex_of(full_name) is sex
