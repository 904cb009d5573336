"""What daily runs would do is counted from what is written before and after."""

from __future__ import annotations

from core.domain.ledger import EntryKind
from core.domain.money import Money
from core.domain.notice import NoticeKind
from core.domain.trial import Written


def test_led_5_what_came_since_is_what_was_not_there_before() -> None:
    before = Written(
        {EntryKind.CHARGE: (2, Money(300)), EntryKind.GRANT: (1, Money(50))},
        {NoticeKind.CHARGE_POSTED: 2, NoticeKind.MONEY_LOW: 1},
    )
    after = Written(
        {
            EntryKind.CHARGE: (5, Money(1000)),
            EntryKind.GRANT: (1, Money(50)),
            EntryKind.LAPSE: (4, Money(80)),
            # A month that costs nothing is charged, too.
            EntryKind.ADJUST: (1, Money(0)),
        },
        {
            NoticeKind.CHARGE_POSTED: 5,
            NoticeKind.MONEY_LOW: 1,
            NoticeKind.MONEY_LAPSED: 4,
        },
    )

    assert after.since(before) == Written(
        {
            EntryKind.CHARGE: (3, Money(700)),
            EntryKind.LAPSE: (4, Money(80)),
            EntryKind.ADJUST: (1, Money(0)),
        },
        {NoticeKind.CHARGE_POSTED: 3, NoticeKind.MONEY_LAPSED: 4},
    )
    assert before.since(before) == Written({}, {})
