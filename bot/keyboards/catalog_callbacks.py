"""Buttons about programs that a family keeps and passes on: ids only, at most 64 bytes."""

from __future__ import annotations

from bot.keyboards.packing import Number, Pressed


class FavoritePressed(Pressed, prefix="fv"):
    """Keep the program or keep it no longer, and show its card again at this page."""

    program: Number
    page: Number
    on: bool


class FavoritesPressed(Pressed, prefix="fl"):
    page: Number


class QrPressed(Pressed, prefix="qr"):
    program: Number


class AboutPressed(Pressed, prefix="pa"):
    """All that is written of a program; the way back leads to this page of its groups."""

    program: Number
    page: Number


class WantedFamily(Pressed, prefix="wf"):
    """To the family, and after the consent or a new child back to this program."""

    program: Number
