"""A button says which, in at most 64 bytes, and nonsense is no button."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from typing import Any

import pytest

import bot.keyboards
from bot.keyboards import callbacks
from bot.keyboards.packing import APART, Pressed, packed_number, unpacked_number
from bot.updates.dispatch import ROUTES
from bot.views.notifications import GROUPS
from core.domain.application import Applicant, ApplicationRefusal, Step
from core.domain.consent import CONSENT_VERSION
from core.domain.grounds import Ground, RefusalReason
from core.domain.notice import NoticeKind
from core.domain.searching import Kind, Sort

LARGEST = 2**63 - 1
LONGEST = {
    "version": CONSENT_VERSION,
    "link": "i_" + "A" * 46,
    "language": "ru",
    "sort": max(Sort, key=len),
    "reason": max(RefusalReason, key=len),
    "what": "municipality",
    "value": str(LARGEST),
    "key": "A" * 8,
    "off": True,
    "waits": True,
    "look": True,
    "on": True,
    "family": True,
    "section": max(GROUPS, key=len),
    "ticks": 3,
    "start": date.max,
    "last_day": date.max,
    "month": date.max,
    "percent": 100,
    "step": max(Step, key=len),
    "applicant": max(Applicant, key=len),
    "refusal": max(ApplicationRefusal, key=len),
    "ground": max(Ground, key=len),
}


def _kinds(of: type[Pressed]) -> Iterator[type[Pressed]]:
    """Those that nothing is derived from; the others are what some have in common."""
    if not of.__subclasses__():
        yield of
    for kind in of.__subclasses__():
        yield from _kinds(kind)


for _module in pkgutil.iter_modules(bot.keyboards.__path__, "bot.keyboards."):
    import_module(_module.name)
BUTTONS = sorted(set(_kinds(Pressed)), key=lambda kind: kind.__prefix__)


def with_largest_values(button: type[Pressed]) -> Pressed:
    values: dict[str, Any] = {name: LONGEST.get(name, LARGEST) for name in button.model_fields}
    if "kind" in values:
        kinds = NoticeKind if button.model_fields["kind"].annotation is NoticeKind else Kind
        values["kind"] = max(kinds, key=len)
    return button(**values)


@pytest.mark.parametrize("button", BUTTONS)
def test_every_button_fits_into_64_bytes_with_the_largest_ids(button: type[Pressed]) -> None:
    packed = with_largest_values(button).apart()

    assert len(packed.encode()) <= 64


@pytest.mark.parametrize("button", BUTTONS)
def test_every_button_is_understood_as_it_was_meant(button: type[Pressed]) -> None:
    meant = with_largest_values(button)

    assert button.read(meant.pack()) == meant
    assert meant.apart() == APART + meant.pack()


@pytest.mark.parametrize("button", BUTTONS)
def test_every_button_has_one_handler(button: type[Pressed]) -> None:
    assert ROUTES.buttons[button.__prefix__][0] is button


@pytest.mark.parametrize(
    "forged",
    [
        "", "e", "e:", "e:-1", "e:Ж", "e:1:2", "x:1", "e:" + "Z" * 30, "e:1 OR 1=1",
        "e:AzL8n0Y58m8", "st:1:1:zzzzzz:0", "st:1:1:0:0", "rr:1:1:BECAUSE", "nt:CHARGE_POSTED:2",
        "apq:1\0",
    ],
)  # fmt: skip
def test_nonsense_is_no_button(forged: str) -> None:
    kind = ROUTES.buttons.get(forged.partition(":")[0], (callbacks.EnrollmentPressed, None))[0]

    with pytest.raises(ValueError, match="not a"):
        kind.read(forged)


@pytest.mark.parametrize("number", [0, 1, 61, 62, 3844, LARGEST])
def test_numbers_come_back(number: int) -> None:
    assert unpacked_number(packed_number(number)) == number


def test_a_negative_number_is_never_packed() -> None:
    with pytest.raises(ValueError, match="from 0"):
        packed_number(-1)
