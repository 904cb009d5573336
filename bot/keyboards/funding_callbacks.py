"""Buttons about a certificate's money; see `callbacks` for the others."""

from __future__ import annotations

from bot.keyboards.packing import Number, Pressed


class FundingAsked(Pressed, prefix="fa"):
    """Money for a child's certificate, or a place in the queue for it (CERT-5)."""

    certificate: Number


class QueueLeft(Pressed, prefix="fq"):
    certificate: Number


class UnfundingPressed(Pressed, prefix="fu"):
    """What would go back, before anything does (CERT-6)."""

    certificate: Number


class UnfundingConfirmed(Pressed, prefix="fy"):
    certificate: Number
