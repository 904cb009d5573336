"""Money, movements and balances that cannot be written down wrongly (LED-1)."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from core.domain.ids import CertificateId, PeriodId
from core.domain.ledger import (
    MOVEMENTS,
    Balance,
    Bucket,
    EntryKind,
    Movement,
    adjust_down,
    grant,
    lapse,
)
from core.domain.money import Money


def test_money_is_whole_kopecks_and_never_negative() -> None:
    assert Money(0) == Money.roubles(0)
    assert Money(1205) == Money.roubles(12, 5)
    with pytest.raises(ValueError, match="negative"):
        Money(-1)
    for wrong in (1.5, True, "1"):
        said = f"^kopecks must be int, got {type(wrong).__name__}$"
        with pytest.raises(TypeError, match=said):
            Money(wrong)  # type: ignore[arg-type]


def test_money_adds_subtracts_and_multiplies_without_loss() -> None:
    assert Money.roubles(15102) == Money(1510200)
    assert Money(5) + Money(7) == Money(12)
    assert Money(7) - Money(7) == Money(0)
    assert Money(3) * 4 == Money(12)
    assert Money.total([Money(1), Money(2)]) == Money(3)
    assert str(Money(1510205)) == "15102.05"
    assert not Money(0)
    assert Money(1)
    with pytest.raises(ValueError, match="negative"):
        Money(5) - Money(6)


@pytest.mark.parametrize(
    ("text", "kopecks"),
    [
        ("27300.00", 2730000),
        ("15102", 1510200),
        ("15102,5", 1510250),
        ("0,5", 50),
        ("0.05", 5),
        ("7.", 700),
        ("15 102,00", 1510200),
        ("1\u00a0015\u202f102.5", 101510250),
        ("999 000", 99900000),
    ],
)
def test_an_amount_is_read_as_programs_and_as_people_write_it(text: str, kopecks: int) -> None:
    assert Money.parse(text) == Money(kopecks)


def test_an_amount_beyond_ten_trillion_roubles_is_not_read() -> None:
    assert Money.parse("10000000000000.00") == Money(10**15)
    for text in ("10000000000000.01", "9" * 5000):
        with pytest.raises(ValueError, match=r"^at most 10000000000000\.00 roubles$"):
            Money.parse(text)


@pytest.mark.parametrize(
    "text",
    ["", "-1", "-15 102,00", "+1", "1.005", "15,102", "1e3", "1 00", "1000 000", "1  000", " 1",
     "1 ", "1 000 ", "1,0 0", "x", ".5", "1.-5", "٣", "1,5,0", "1\n000"],
)  # fmt: skip
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not an amount"):
        Money.parse(text)


@pytest.mark.parametrize(("kind", "source", "target"), list(product(EntryKind, Bucket, Bucket)))
def test_led_1_each_kind_moves_money_only_its_own_way(
    kind: EntryKind, source: Bucket, target: Bucket
) -> None:
    ways = {
        ("GRANT", "FUND", "AVAILABLE"),
        ("ADJUST", "FUND", "AVAILABLE"),
        ("ADJUST", "AVAILABLE", "FUND"),
        ("RESERVE", "AVAILABLE", "RESERVED"),
        ("RELEASE", "RESERVED", "AVAILABLE"),
        ("CHARGE", "RESERVED", "DEBITED"),
        ("REFUND", "DEBITED", "AVAILABLE"),
        ("LAPSE", "AVAILABLE", "LAPSED"),
    }

    def move() -> Movement:
        return Movement("k", kind, CertificateId(1), PeriodId(1), source, target, Money(1))

    if (kind.value, source.value, target.value) in ways:
        assert move().amount == Money(1)
    else:
        with pytest.raises(ValueError, match="does not move"):
            move()
    assert set(MOVEMENTS) == set(EntryKind)


def test_led_1_a_movement_of_0_cannot_be_built() -> None:
    with pytest.raises(ValueError, match=r"^a movement of 0 is no movement$"):
        grant(CertificateId(1), PeriodId(1), funding=1, nominal=Money(0))


def test_led_2_grants_and_lapses_have_keys_of_their_own() -> None:
    granted = grant(CertificateId(1), PeriodId(2), funding=3, nominal=Money(5))
    lapsed = lapse(CertificateId(1), PeriodId(2), after="release:7:termination", rest=Money(5))

    assert (granted.key, granted.kind, granted.period) == ("grant:3", EntryKind.GRANT, 2)
    assert (lapsed.key, lapsed.kind) == ("lapse:release:7:termination", EntryKind.LAPSE)
    assert {(each.certificate, each.period) for each in (granted, lapsed)} == {(1, 2)}


def test_cert_6_what_goes_back_to_the_municipality_says_after_what() -> None:
    returned = adjust_down(CertificateId(1), PeriodId(2), after="unfund:3", rest=Money(5))

    assert returned == Movement(
        "adjust:unfund:3", EntryKind.ADJUST, CertificateId(1), PeriodId(2),
        Bucket.AVAILABLE, Bucket.FUND, Money(5),
    )  # fmt: skip


def test_every_kopeck_of_a_balance_is_somewhere() -> None:
    whole = Balance(Money(10), Money(4), Money(3), Money(2), Money(1))

    assert whole.nominal == Money(10)
    with pytest.raises(ValueError, match="kopecks"):
        replace(whole, available=Money(5))


def test_led_7_money_is_low_below_a_fifth_and_while_something_is_left() -> None:
    def left(available: int) -> Balance:
        return Balance(Money(1000), Money(available), Money(1000 - available))

    assert left(199).is_low(percent=20)
    assert left(1).is_low(percent=20)
    assert not left(200).is_low(percent=20)
    assert not left(0).is_low(percent=20)
