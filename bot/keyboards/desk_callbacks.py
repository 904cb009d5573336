"""Buttons of a provider's contracts and of its desk; see `callbacks` for the others."""

from __future__ import annotations

from bot.keyboards.packing import Day, Number, Pressed
from core.domain.grounds import Ground


class ContractsPressed(Pressed, prefix="pc"):
    provider: Number
    page: Number


class DeskGroupsPressed(Pressed, prefix="dg"):
    """In which group is a place offered? (ENR-12)"""

    provider: Number
    page: Number


class DeskGroupPressed(Pressed, prefix="dp"):
    provider: Number
    group: Number


class DeskStartPressed(Pressed, prefix="ds"):
    """From this day on; number and name of the child are typed next."""

    provider: Number
    group: Number
    start: Day


class DeskOffersPressed(Pressed, prefix="do"):
    """What the desk offered and no family has answered."""

    provider: Number
    page: Number


class OfContract(Pressed, prefix="-"):
    """About one contract or offer; which provider's staff presses it is checked, not believed."""

    provider: Number
    enrollment: Number


class ContractOpened(OfContract, prefix="po"):
    pass


class TerminatePressed(OfContract, prefix="pt"):
    pass


class GroundPressed(OfContract, prefix="pq"):
    ground: Ground


class TerminationConfirmed(OfContract, prefix="px"):
    """What the provider confirms, with the last day as shown (ENR-9)."""

    ground: Ground
    last_day: Day


class DeskOfferOpened(OfContract, prefix="df"):
    pass


class TakeBackPressed(OfContract, prefix="tb"):
    pass


class TakeBackConfirmed(OfContract, prefix="ty"):
    """The desk takes back what it offered (ENR-12)."""
