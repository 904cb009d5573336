"""Buttons about applications for a certificate: a family's, and an operator's."""

from __future__ import annotations

from bot.keyboards.packing import Number, Pressed
from core.domain.application import Applicant, ApplicationRefusal, Step


class ApplicationsPressed(Pressed, prefix="opl"):
    """To the operator: applications that wait."""

    page: Number


class OfApplication(Pressed, prefix="="):
    """An operator's button about one application."""

    application: Number


class ApplicationOpened(OfApplication, prefix="opo"):
    pass


class ApplicationCategories(OfApplication, prefix="opc"):
    """Confirmed, but into which category?"""


class ApplicationConfirmed(OfApplication, prefix="opf"):
    category: Number


class ApplicationRefuse(OfApplication, prefix="opr"):
    pass


class ApplicationRefusalChosen(OfApplication, prefix="opt"):
    refusal: ApplicationRefusal


class ApplicationRefused(OfApplication, prefix="ops"):
    """Refuse without a comment."""

    refusal: ApplicationRefusal


class ApplicationRefusalSaid(OfApplication, prefix="opy"):
    """Refuse in the words that the message above the button quotes."""

    refusal: ApplicationRefusal


class ApplyPressed(Pressed, prefix="ap"):
    """A family's applications, or the first question of a new one."""


class ApplyAnew(Pressed, prefix="apn"):
    pass


class ApplyStepPressed(Pressed, prefix="aps"):
    """Ask for this once more."""

    step: Step


class ApplyPlaces(Pressed, prefix="apl"):
    page: Number


class ApplyPlaceChosen(Pressed, prefix="apc"):
    municipality: Number


class ApplicantChosen(Pressed, prefix="apa"):
    applicant: Applicant


class ApplySent(Pressed, prefix="apq"):
    """What was shown is sent; `key` stands for all of it."""

    key: str


class ApplicationPressed(Pressed, prefix="apo"):
    application: Number


class ApplicationWithdraw(Pressed, prefix="apw"):
    application: Number


class ApplicationWithdrawn(Pressed, prefix="apx"):
    application: Number
