"""Section 9 of the rules as a table: what is done when, and what it leaves.

Of every step all that changes is said, nothing else may: balances are available/reserved/debited
in kopecks and `+lapsed`, by certificate and year; an entry is said with its certificate and year,
kind, amount, buckets, month and key, in which an enrollment has the name that it has here; of
notices the kinds, to whomever they go.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from core.domain.calendar import Days
from tests.services.example_acts import (
    Do,
    Group,
    ask,
    at,
    confirm,
    fund,
    leave,
    limit,
    next_year,
    nominal,
    run,
)
from tests.services.world import AUTUMN

SCHOOL_YEAR = Days(date(2020, 9, 1), date(2021, 5, 31))
# Certificate part and parent's part of a contract, month by month.
Plan = tuple[list[int], list[int]]


@dataclass(frozen=True)
class Step:
    """Something that is done, and what is different after it."""

    do: Do
    posted: tuple[str, ...] = ()
    money: Mapping[str, str] = field(default_factory=dict)
    states: Mapping[str, str] = field(default_factory=dict)
    plans: Mapping[str, Plan] = field(default_factory=dict)
    days: Mapping[str, Days] = field(default_factory=dict)
    told: tuple[str, ...] = ()
    refused: str = ""


@dataclass(frozen=True)
class Example:
    """`groups` are what may be asked for; `others` are certificates without money, beside 1."""

    name: str
    steps: tuple[Step, ...]
    groups: Mapping[str, Group] = field(default_factory=dict)
    others: int = 0


ASKED, CONFIRMED = ("REQUEST_RECEIVED",), ("REQUEST_CONFIRMED",)
X1_GROUP = Group(900000)
X1_PLAN: Plan = [221313, 226229, 226229, 226229], [0, 0, 0, 0]


def x1_asked(*, on: date) -> Step:
    return Step(
        ask("X1", on=on),
        posted=("1:2020 RESERVE 900000 AVAILABLE→RESERVED reserve:X1",),
        money={"1:2020": "610200/900000/0"},
        states={"X1": "REQUESTED"},
        plans={"X1": X1_PLAN},
        days={"X1": AUTUMN},
        told=ASKED,
    )


def charged(on: date, kopecks: int, money: str, *told: str) -> tuple[Step, Step]:
    """The first of a month: the run charges it, repeated it changes nothing."""
    key = f"{on:%Y-%m} charge:X1:{on:%Y-%m}"
    posted = (f"1:2020 CHARGE {kopecks} RESERVED→DEBITED {key}",)
    told = "CHARGE_POSTED", *told
    return Step(run(on), posted, {"1:2020": money}, told=told), Step(run(on))


# Asked on 20.08, confirmed on 28.08, the runs of September and October.
X5_TO_OCTOBER = (
    x1_asked(on=date(2020, 8, 20)),
    Step(confirm("X1", on=date(2020, 8, 28)), states={"X1": "ACTIVE"}, told=CONFIRMED),
    Step(run(date(2020, 8, 31))),
    *charged(date(2020, 9, 1), 221313, "610200/678687/221313"),
    *charged(date(2020, 10, 1), 226229, "610200/452458/447542"),
)
X5 = (
    *X5_TO_OCTOBER,
    *charged(date(2020, 11, 1), 226229, "610200/226229/673771", "MONEY_LAPSING"),
    *charged(date(2020, 12, 1), 226229, "610200/0/900000"),
)

EXAMPLES = (
    Example("X1", (x1_asked(on=date(2020, 8, 20)),), {"X1": X1_GROUP}),
    Example(
        "X2",
        (
            Step(
                ask("X2", on=date(2020, 8, 20)),
                posted=("1:2020 RESERVE 1098000 AVAILABLE→RESERVED reserve:X2",),
                money={"1:2020": "412200/1098000/0"},
                states={"X2": "REQUESTED"},
                plans={"X2": ([270000, *[276000] * 3], [30002, *[30666] * 3])},
                # T = 1098000 + 122000; the year's end is the last day.
                days={"X2": Days(date(2020, 9, 1), date(2020, 12, 31))},
                told=ASKED,
            ),
        ),
        {"X2": Group(2730000, 2457000, SCHOOL_YEAR)},
    ),
    Example(
        "X3",
        (
            x1_asked(on=date(2020, 8, 20)),
            Step(
                ask("X3", on=date(2020, 8, 20)),
                posted=("1:2020 RESERVE 610200 AVAILABLE→RESERVED reserve:X3",),
                money={"1:2020": "0/1510200/0"},
                states={"X3": "REQUESTED"},
                plans={"X3": ([150051, *[153383] * 3], [29952, *[30616] * 3])},
                days={"X3": AUTUMN},
                told=ASKED,
            ),
            Step(ask("third", on=date(2020, 8, 20)), refused="request-refused NO_MONEY"),
        ),
        {"X1": X1_GROUP, "X3": Group(732000), "third": Group(100000)},
    ),
    Example(
        "X4",
        (
            Step(
                ask("X4", on=date(2020, 8, 20), start=date(2020, 10, 16)),
                posted=("1:2020 RESERVE 770000 AVAILABLE→RESERVED reserve:X4",),
                money={"1:2020": "740200/770000/0"},
                states={"X4": "REQUESTED"},
                plans={"X4": ([160000, 305000, 305000], [0, 0, 0])},
                # 77 days, 16 of them in October.
                days={"X4": Days(date(2020, 10, 16), date(2020, 12, 31))},
                told=ASKED,
            ),
        ),
        {"X4": Group(1220000)},
    ),
    Example("X5", X5, {"X1": X1_GROUP}),
    Example(
        "X5, confirmed before the hour of the run of the first day",
        (
            x1_asked(on=date(2020, 8, 20)),
            Step(
                confirm("X1", on=at(date(2020, 9, 1), hour=0, minute=5)),
                ("1:2020 CHARGE 221313 RESERVED→DEBITED 2020-09 charge:X1:2020-09",),
                {"1:2020": "610200/678687/221313"},
                {"X1": "ACTIVE"},
                told=(*CONFIRMED, "CHARGE_POSTED"),
            ),
            Step(run(date(2020, 9, 1))),
        ),
        {"X1": X1_GROUP},
    ),
    Example(
        "X6",
        (
            *X5_TO_OCTOBER,
            Step(run(date(2020, 10, 17))),
            # October was charged in full: on its 1st the contract had not ended (LED-4).
            Step(
                leave("X1", last=date(2020, 10, 31), returns=452458, returns_on=date(2020, 11, 1)),
                states={"X1": "ENDING"},
                days={"X1": Days(date(2020, 9, 1), date(2020, 10, 31))},
                told=("CONTRACT_ENDING",),
            ),
            Step(run(date(2020, 10, 31))),
            Step(
                run(date(2020, 11, 1)),
                ("1:2020 RELEASE 452458 RESERVED→AVAILABLE release:X1:termination",),
                {"1:2020": "1062658/0/447542"},
                {"X1": "CLOSED"},
                told=("MONEY_RELEASED", "MONEY_LAPSING"),
            ),
            Step(run(date(2020, 11, 1))),
            Step(run(date(2020, 12, 1))),
        ),
        {"X1": X1_GROUP},
    ),
    Example(
        "X9",
        (
            x1_asked(on=date(2020, 8, 20)),
            Step(
                nominal(1600000),
                ("1:2020 ADJUST 89800 FUND→AVAILABLE adjust:nominal:3",),
                {"1:2020": "700000/900000/0"},
                told=("NOMINAL_CHANGED",),
            ),
            Step(
                nominal(900000),
                ("1:2020 ADJUST 700000 AVAILABLE→FUND adjust:nominal:4",),
                {"1:2020": "0/900000/0"},
                told=("NOMINAL_CHANGED",),
            ),
            Step(nominal(900000)),
            Step(nominal(800000), refused="nominal-too-low 3901000001"),
        ),
        {"X1": X1_GROUP},
    ),
    Example(
        "X10",
        (
            Step(limit(2)),
            Step(
                fund(2),
                ("2:2020 GRANT 1510200 FUND→AVAILABLE grant:1",),
                {"2:2020": "1510200/0/0"},
                {"2": "FUNDED"},
                told=("CERTIFICATE_FUNDED",),
            ),
            Step(fund(3), states={"3": "first in the queue"}, told=("QUEUE_JOINED",)),
            Step(fund(4), states={"4": "place 2 in the queue"}, told=("QUEUE_JOINED",)),
            Step(fund(3)),
            Step(
                limit(3),
                ("3:2020 GRANT 1510200 FUND→AVAILABLE grant:1",),
                {"3:2020": "1510200/0/0"},
                {"3": "FUNDED", "4": "first in the queue"},
                told=("CERTIFICATE_FUNDED",),
            ),
            Step(limit(3)),
        ),
        others=3,
    ),
    Example(
        "X11",
        (
            Step(
                ask("X11", on=date(2020, 10, 5), start=date(2020, 10, 6)),
                posted=("1:2020 RESERVE 870000 AVAILABLE→RESERVED reserve:X11",),
                money={"1:2020": "640200/870000/0"},
                states={"X11": "REQUESTED"},
                plans={"X11": ([260000, 305000, 305000], [0, 0, 0])},
                days={"X11": Days(date(2020, 10, 6), date(2020, 12, 31))},
                told=ASKED,
            ),
            Step(run(date(2020, 10, 16)), told=("REQUEST_UNANSWERED",)),
            Step(
                confirm("X11", on=date(2020, 10, 16)),
                (
                    "1:2020 RELEASE 100000 RESERVED→AVAILABLE release:X11:conclusion",
                    "1:2020 CHARGE 160000 RESERVED→DEBITED 2020-10 charge:X11:2020-10",
                ),
                {"1:2020": "740200/610000/160000"},
                {"X11": "ACTIVE"},
                {"X11": ([160000, 305000, 305000], [0, 0, 0])},
                {"X11": Days(date(2020, 10, 16), date(2020, 12, 31))},
                (*CONFIRMED, "CHARGE_POSTED"),
            ),
            Step(run(date(2020, 10, 16))),
        ),
        {"X11": Group(1220000)},
    ),
    Example(
        "X12",
        (
            *X5,
            Step(next_year(1510200)),
            Step(
                run(date(2020, 12, 31)),
                ("1:2021 GRANT 1510200 FUND→AVAILABLE grant:1",),
                {"1:2021": "1510200/0/0"},
                told=("MONEY_GRANTED", "MONEY_LAPSING"),
            ),
            Step(
                run(date(2021, 1, 1)),
                ("1:2020 LAPSE 610200 AVAILABLE→LAPSED lapse:end",),
                {"1:2020": "0/0/900000 +610200"},
                {"X1": "CLOSED"},
                told=("MONEY_LAPSED",),
            ),
            Step(run(date(2021, 1, 1))),
        ),
        {"X1": X1_GROUP},
    ),
)
