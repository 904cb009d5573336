"""What families write and look for nowhere is told from wishes."""

from __future__ import annotations

import pytest

from core.domain.asides import Aside, aside_of, is_yes


@pytest.mark.parametrize("text", ["привет", "Здравствуйте!", "Добрый день", "привет 😊", "hello"])
def test_a_greeting_is_no_wish(text: str) -> None:
    assert aside_of(text) is Aside.GREETING


@pytest.mark.parametrize(
    "text", ["спасибо", "Спасибо большое!", "до свидания", "Ок, спасибо", "thanks"]
)
def test_thanks_are_no_wish(text: str) -> None:
    assert aside_of(text) is Aside.THANKS


@pytest.mark.parametrize(
    "text",
    [
        "да", "Нет", "Ок, понял", "🙂", "👍👍", "не хочу", "Нет, не надо, спасибо", "да, всё верно",
        "правильно", "согласна", "Я согласен", "даю согласие", "Подтверждаю", "отправить",
        "I agree",
    ],
)  # fmt: skip
def test_a_nod_is_no_wish_and_thanks_for_nothing(text: str) -> None:
    assert aside_of(text) is Aside.NOD


@pytest.mark.parametrize(
    "text",
    [
        "сколько денег", "где мои деньги?", "баланс", "какой у меня баланс", "остаток",
        "остаток на сертификате", "сколько осталось на сертификате", "мой сертификат",
        "Сколько у нас денег осталось?", "покажите остаток средств",
    ],
)  # fmt: skip
def test_who_asks_for_the_money_looks_for_no_program(text: str) -> None:
    assert aside_of(text) is Aside.MONEY


@pytest.mark.parametrize(
    ("text", "aside"),
    [
        ("отменить запись", Aside.ENROLLMENT), ("Как отменить запись?", Aside.ENROLLMENT),
        ("отмените мою запись на плавание", Aside.ENROLLMENT),
        ("Хочу расторгнуть договор", Aside.ENROLLMENT),
        ("как получить сертификат", Aside.APPLICATION),
        ("Где оформить сертификат на ребёнка?", Aside.APPLICATION),
        ("позовите оператора", Aside.HELP), ("соедините с живым человеком", Aside.HELP),
        ("Помогите!", Aside.HELP), ("помощь", Aside.HELP),
        ("А что это?", Aside.HELP), ("что ты умеешь", Aside.HELP), ("ты кто", Aside.HELP),
        ("Как этим пользоваться?", Aside.HELP), ("ничего не понятно", Aside.HELP),
        ("а что мне делать", Aside.HELP),
        ("жалоба", Aside.HELP), ("Хочу пожаловаться на педагога", Aside.HELP),
        ("куда жаловаться?", Aside.HELP), ("Как подать жалобу на списание денег", Aside.HELP),
        ("удалите мои данные", Aside.PRIVACY), ("Как удалить аккаунт?", Aside.PRIVACY),
        ("отозвать согласие", Aside.PRIVACY),
    ],
)  # fmt: skip
def test_who_wants_something_done_looks_for_no_program(text: str, aside: Aside) -> None:
    assert aside_of(text) is aside


@pytest.mark.parametrize(
    "text",
    [
        "оператор дронов", "хочу стать оператором", "запись вокала", "звукозапись",
        "получить сертификат по английскому", "удалённо анализ данных", "анализ данных",
        "первая помощь", "по сертификату танцы", "отмените",
        "", "🦄", "привет, есть шахматы?", "добрый день, танцы", "финансовая грамотность",
        "деньги", "сколько мест осталось", "сколько денег стоит кружок", "сертификат", "счёт",
        "по сертификату программирование", "есть места", "первый класс", "все", "хочу",
        "не хочу танцы", "как это сделано", "что делать с глиной",
    ],
)  # fmt: skip
def test_whatever_may_be_a_wish_is_looked_for(text: str) -> None:
    assert aside_of(text) is None


@pytest.mark.parametrize(
    "text", ["да", "Да, отправить!", "ДА, всё правильно", "я согласна", "send it", "ок, отправляй"]
)
def test_a_yes_is_heard_in_the_words_of_a_button(text: str) -> None:
    assert is_yes(text)


@pytest.mark.parametrize("text", ["", "ок", "всё правильно", "нет", "да нет", "да, но позже", "?"])
def test_what_is_no_clear_yes_is_none(text: str) -> None:
    assert not is_yes(text)
