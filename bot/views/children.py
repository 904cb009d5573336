"""A child as a button, told apart from itself by its earlier certificate."""

from __future__ import annotations

from bot.keyboards.buttons import Button, Buttons
from bot.keyboards.packing import Pressed
from core.services.children import NamedChild


def child_button(button: Buttons, child: NamedChild, pressed: Pressed) -> Button:
    """The child by its short name, where one of several is chosen."""
    return button(child_label(closed=child.closed), pressed, child=child.short_name)


def child_label(*, closed: bool) -> str:
    """The words of such a button; who came back is there with an earlier certificate, too."""
    return "button-child-closed" if closed else "button-child"
