"""What is said to whoever only works here: their own work first, and no hints for families."""

from __future__ import annotations

import pytest

from tests.bot.play import Actor

OF_STAFF = ["📥 К заявкам", "📄 Договоры", "🎟 Предложить место", "🏠 В начало"]
OF_OPERATOR = ["🗂 Приглашения и заявления", "🏠 В начало"]


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("ывпапрол", "«ывпапрол» — такого в каталоге нет. Если это о работе"),
        ("привет", "Здравствуйте! Заявки, договоры и группы"),
        ("спасибо", "Новая заявка придёт сюда"),
        ("хорошо", "нажмите кнопку под ним"),
        ("где деньги", "в каждой заявке и в каждом договоре"),
        ("отменить запись", "прекратить договор — в «Договорах»"),
        ("/нетакой", "Такой команды нет"),
    ],
)
async def test_staff_is_led_to_the_requests_of_its_organisation(
    staff: Actor, typed: str, answer: str
) -> None:
    said = await staff.say(typed)

    assert answer in said
    assert "ребёнок хочет" not in said
    assert staff.buttons == OF_STAFF


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("ывпапрол", "Если это о работе, приглашения и заявления"),
        ("здравствуйте", "Приглашения семьям и заявления на сертификат"),
        ("спасибо", "Новое заявление придёт сюда"),
        ("да", "нажмите кнопку под ним"),
        ("где деньги", "только семьям"),
        ("отменить запись", "меняют семья и организация"),
    ],
)
async def test_an_operator_is_led_to_invitations_and_applications(
    operator: Actor, typed: str, answer: str
) -> None:
    said = await operator.say(typed)

    assert answer in said
    assert operator.buttons == OF_OPERATOR


async def test_a_sticker_of_somebody_at_work_is_answered_with_the_work(
    operator: Actor, staff: Actor
) -> None:
    operator.person.send_sticker()
    staff.person.send_voice()
    await operator.play.settle()

    assert "Приглашения семьям и заявления на сертификат" in operator.text
    assert operator.buttons == OF_OPERATOR
    assert "за кнопками, всё вместе — в начале" in staff.text
    assert staff.buttons == OF_STAFF


async def test_an_old_button_leads_to_the_work_too(staff: Actor) -> None:
    await staff.start()

    await staff.forge("zz:1")

    assert "Эта кнопка устарела" in staff.text
    assert staff.buttons == OF_STAFF


async def test_staff_finds_programs_of_the_catalog_as_anybody_does(staff: Actor) -> None:
    found = await staff.say("шахматы")
    nothing = await staff.say("шахматы за 1 рубль")

    assert "Шахматы" in found
    assert "Если это о работе" not in nothing


async def test_the_help_of_whoever_only_works_here_is_of_the_work(
    staff: Actor, operator: Actor, parent: Actor
) -> None:
    of_staff, of_operator, of_family = [
        await each.say("/help") for each in (staff, operator, parent)
    ]

    assert "/requests — заявки" in of_staff
    assert "/invite" in of_operator
    assert "/family — дети и деньги" in of_family
    assert "/requests" not in of_family + of_operator
    for said in (of_staff, of_operator, of_family):
        assert "/privacy — о данных" in said
        assert ("чем ребёнок хочет" in said) == (said is of_family)
