"""Text that no spreadsheet program takes for a formula, and back (promise R3)."""

from __future__ import annotations

from typing import Final

# What such programs take for the beginning of a formula, wide forms included.
HOSTILE: Final = tuple("=+-@\t\r\n|%＝＋－＠")
_MARK: Final = "'"


def safe_cell(text: str) -> str:
    """The text behind a mark where it needs one; what begins with the mark gets another one, so
    that `as_written` gives each text back.
    """
    return _MARK + text if text.lstrip(_MARK).startswith(HOSTILE) else text


def as_written(cell: str) -> str:
    """What stood in a cell before `safe_cell`; every other cell as it is."""
    if not cell.startswith(_MARK) or not cell.lstrip(_MARK).startswith(HOSTILE):
        return cell
    return cell.removeprefix(_MARK)
