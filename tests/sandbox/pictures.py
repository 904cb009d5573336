"""Pictures made of nothing."""

import struct
import zlib


def png(width: int, height: int) -> bytes:
    """A picture with a gradient, so that it is seen on any background."""
    lines = b"".join(
        b"\0"
        + bytes(channel for x in range(width) for channel in (60 + x * 150 // width, 120, 200))
        for _ in range(height)
    )
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(lines)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in chunks)


def _chunk(kind: bytes, content: bytes) -> bytes:
    checked = kind + content
    return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))
