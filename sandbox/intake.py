"""From an HTTP request, however its client chose to write it, to arguments."""

import json
from collections.abc import Mapping

from aiohttp import BodyPartReader, ClientResponse, MultipartReader, web

from sandbox.arguments import Arguments, Upload, ensure_utf8
from sandbox.jsons import as_object
from sandbox.limits import UPLOAD_BYTES_MAX
from sandbox.refusals import Refusal, bad_request

REQUEST_BYTES_MAX = UPLOAD_BYTES_MAX + 1024 * 1024


async def arguments_of(request: web.Request) -> Arguments:
    """Read the query string and a body that is urlencoded, JSON or multipart, chunked or not.

    Raises:
        Refusal: The body is too large, not what its type says, or not UTF-8.
    """
    values = dict(request.query)
    if request.content_type.startswith("multipart/"):
        try:
            given = await _parts(await request.multipart())
        except (ValueError, AssertionError, UnicodeDecodeError):
            raise bad_request("can't parse the multipart body") from None
        return _checked(values | dict(given.values), given.uploads)
    try:
        body = await request.read()
    except web.HTTPRequestEntityTooLarge:
        raise Refusal(413) from None
    if request.content_type == "application/json":
        return _checked(values | json_values(body), {})
    if request.content_type == "application/x-www-form-urlencoded":
        form = await request.post()
        values |= {name: value for name, value in form.items() if isinstance(value, str)}
    return _checked(values, {})


async def arguments_of_answer(response: ClientResponse) -> Arguments | None:
    """Read the call that a webhook may give as its answer, or None when it gave none."""
    kind = response.content_type
    if kind.startswith("multipart/"):
        # aiohttp's wrapper for responses is typed as if parts came in pairs.
        given = await _parts(MultipartReader(response.headers, response.content))
        return given if given.text("method") else None
    try:
        values = json_values(await response.read())
    except Refusal:
        return None
    return Arguments(values) if values.get("method") else None


def json_values(body: bytes) -> dict[str, str]:
    """Turn the fields of a JSON object into texts: strings as they are, others as JSON.

    Raises:
        Refusal: Not an object.
    """
    try:
        fields = as_object(json.loads(body or b"{}"))
    except (ValueError, RecursionError):
        fields = None
    if fields is None:
        raise bad_request("can't parse JSON object")
    return {
        name: value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        for name, value in fields.items()
    }


async def _parts(reader: MultipartReader) -> Arguments:
    values: dict[str, str] = {}
    uploads: dict[str, Upload] = {}
    left = REQUEST_BYTES_MAX
    while (part := await reader.next()) is not None:
        if not isinstance(part, BodyPartReader) or not part.name:
            continue
        content = await _content(part, at_most=left)
        left -= len(content)
        if part.filename is None:
            values[part.name] = content.decode()
        else:
            mime = part.headers.get("Content-Type", "application/octet-stream")
            uploads[part.name] = Upload(part.filename, mime, content)
    return Arguments(values, uploads)


async def _content(part: BodyPartReader, *, at_most: int) -> bytes:
    content = bytearray()
    while chunk := await part.read_chunk(65536):
        content += chunk
        if len(content) > at_most:
            raise Refusal(413)
    return bytes(content)


def _checked(values: dict[str, str], uploads: Mapping[str, Upload]) -> Arguments:
    ensure_utf8(values)
    return Arguments(values, uploads)
