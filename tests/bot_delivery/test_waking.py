"""An act that puts a notice wakes the sender; one that does not lets it sleep."""

import pytest

from bot.notices.waking import WakingActs
from core.domain.notice import Facts, NoticeKind
from core.ports.unit_of_work import UnitOfWork
from db.database import Database
from tests.builders import add_funded_child, add_parent, found_town
from tests.db.test_acts import asked_how_it_commits, how_it_commits


def put(uow: UnitOfWork, *, fails: bool = False) -> str:
    child = add_funded_child(uow, found_town(uow))
    add_parent(uow, child)
    facts = Facts(certificate=child.id)
    uow.outbox.to_family(child.id, NoticeKind.MONEY_LOW, facts, not_before=uow.now)
    if fails:
        raise RuntimeError
    return "put"


async def test_an_act_that_puts_a_notice_wakes_the_sender(database: Database) -> None:
    woken: list[bool] = []

    returned = await WakingActs(database.perform, lambda: woken.append(True))(put)

    assert returned == "put"
    assert woken == [True]
    assert await database.read(lambda uow: uow.outbox.waiting()) == 1


async def test_other_acts_and_failed_ones_let_it_sleep(database: Database) -> None:
    woken: list[bool] = []
    perform = WakingActs(database.perform, lambda: woken.append(True))

    await perform(lambda uow: uow.municipalities.all())
    with pytest.raises(RuntimeError):
        await perform(put, fails=True)

    assert woken == []
    assert await database.read(lambda uow: uow.outbox.waiting()) == 0


async def test_an_act_that_is_done_again_does_not_wait_for_the_disk_here_either(
    database: Database,
) -> None:
    perform = WakingActs(database.perform, lambda: None)

    assert await perform(how_it_commits) in {"1", "off"}
    assert await perform(asked_how_it_commits) in {"2", "on"}
