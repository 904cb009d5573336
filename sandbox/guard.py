"""Nobody but this machine: pages from elsewhere must not be able to drive the sandbox."""

from typing import Final
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler

LOOPBACK: Final = ("127.0.0.1", "::1", "localhost")
_HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' blob: data:; object-src 'none'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def is_ours(request: web.Request) -> bool:
    """Whether a request was addressed to this machine and, if by a page, by our own page.

    A name that only resolves to 127.0.0.1 (DNS rebinding) is not our address.
    """
    if _host(f"//{request.headers.get('Host', '')}") not in LOOPBACK:
        return False
    if request.headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin"):
        # A link from another page may open ours, but not act.
        return request.method == "GET" and request.headers.get("Sec-Fetch-Mode") == "navigate"
    origin = request.headers.get("Origin")
    return origin is None or origin == f"http://{request.headers['Host']}"


@web.middleware
async def only_ours(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse foreign requests with 403; tell browsers to load nothing from elsewhere."""
    if not is_ours(request):
        return web.json_response({"error": "foreign origin"}, status=403)
    response = await handler(request)
    if not response.prepared:
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
    return response


def _host(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None
