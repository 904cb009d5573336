"""A link as a picture that any telephone's camera opens."""

from __future__ import annotations

import io
from typing import Final

import segno

QR_SCALE: Final = 8


def qr_picture(link: str) -> bytes:
    """The link as a QR code, a PNG."""
    picture = io.BytesIO()
    segno.make(link, error="m").save(picture, kind="png", scale=QR_SCALE)
    return picture.getvalue()
