"""Files that bots and people sent; kept in memory while the sandbox runs."""

import hashlib
import mimetypes
import struct
from dataclasses import dataclass
from itertools import count
from typing import Final

from sandbox.arguments import Upload
from sandbox.jsons import Json, filled
from sandbox.limits import PHOTO_BYTES_MAX, PHOTO_SIDES_RATIO_MAX, PHOTO_SIDES_SUM_MAX
from sandbox.refusals import bad_request

_JPEG_FRAMES: Final = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_JPEG: Final = b"\xff\xd8"
_GIFS: Final = (b"GIF87a", b"GIF89a")


@dataclass(frozen=True, slots=True)
class StoredFile:
    """Content under an id; `path` is where a bot downloads it."""

    id: str
    unique_id: str
    path: str
    name: str
    mime: str
    content: bytes

    def fields(self) -> Json:
        return {
            "file_id": self.id,
            "file_unique_id": self.unique_id,
            "file_size": len(self.content),
        }


class FileStore:
    """Gives out ids for contents and contents for ids."""

    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}
        self._numbers = count()

    def keep(self, upload: Upload, *, folder: str) -> StoredFile:
        """Store `upload`; the same content sent again gets another id.

        Raises:
            Refusal: It has no content.
        """
        if not upload.content:
            raise bad_request("file must be non-empty")
        number = next(self._numbers)
        suffix = "".join(c for c in upload.filename.rpartition(".")[2] if c.isalnum())[:8]
        path = f"{folder}/file_{number}" + (f".{suffix.lower()}" if suffix else "")
        digest = hashlib.sha256(upload.content).hexdigest()[:15]
        mime = mimetypes.guess_type(upload.filename)[0] or upload.mime
        stored = StoredFile(
            f"sandbox-{number}-{digest}", digest, path, upload.filename, mime, upload.content
        )
        self._by_id[stored.id] = self._by_path[stored.path] = stored
        return stored

    def find(self, id: str) -> StoredFile:
        """Raise Refusal when nothing was stored under `id`."""
        if id not in self._by_id:
            raise bad_request("wrong file identifier/HTTP URL specified")
        return self._by_id[id]

    def at(self, path: str) -> StoredFile | None:
        return self._by_path.get(path)


def document_json(file: StoredFile) -> Json:
    return filled(file_name=file.name, mime_type=file.mime) | file.fields()


def photo_json(file: StoredFile) -> Json:
    """Describe one size of a photo.

    Raises:
        Refusal: Not a picture, or one that Telegram would not take.
    """
    if len(file.content) > PHOTO_BYTES_MAX:
        size = len(file.content)
        raise bad_request(
            f"file of size {size} bytes is too big for a photo; "
            f"the maximum size is {PHOTO_BYTES_MAX} bytes"
        )
    sides = picture_sides(file.content)
    if sides is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = sides
    short, long = sorted(sides)
    if width + height > PHOTO_SIDES_SUM_MAX or long > short * PHOTO_SIDES_RATIO_MAX:
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return file.fields() | {"width": width, "height": height}


def picture_sides(content: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG, GIF or JPEG picture; None for anything else."""
    try:
        if content.startswith(_PNG):
            width, height = struct.unpack_from(">II", content, 16)
        elif content.startswith(_GIFS):
            width, height = struct.unpack_from("<HH", content, 6)
        elif content.startswith(_JPEG):
            height, width = struct.unpack_from(">HH", content, _jpeg_frame(content) + 5)
        else:
            return None
    except struct.error:
        return None
    return (width, height) if width and height else None


def _jpeg_frame(content: bytes) -> int:
    """Where the frame header begins, behind all the segments that say something else."""
    place = len(_JPEG)
    while True:
        mark, marker, length = struct.unpack_from(">BBH", content, place)
        if marker in _JPEG_FRAMES:
            return place
        if mark != _JPEG[0]:
            raise struct.error("not a segment")
        place += 2 + length
