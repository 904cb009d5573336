"""Buttons of a provider's staff; see `callbacks` for the others."""

from __future__ import annotations

from bot.keyboards.packing import Number, Pressed
from core.domain.grounds import RefusalReason


class WaitingPressed(Pressed, prefix="w"):
    provider: Number
    page: Number


class OfRequest(Pressed, prefix="-"):
    """A button about one request; which provider's staff presses it is checked, not believed."""

    provider: Number
    enrollment: Number


class RequestOpened(OfRequest, prefix="wr"):
    pass


class ConfirmPressed(OfRequest, prefix="cf"):
    pass


class RefusePressed(OfRequest, prefix="rf"):
    pass


class RefusalReasonPressed(OfRequest, prefix="rr"):
    reason: RefusalReason


class RefusalSkipped(OfRequest, prefix="rs"):
    """Refuse without a comment."""

    reason: RefusalReason


class RefusalSaid(OfRequest, prefix="ry"):
    """Refuse in the words that the message above the button quotes."""

    reason: RefusalReason


class ProviderGroupsPressed(Pressed, prefix="pg"):
    provider: Number
    page: Number
