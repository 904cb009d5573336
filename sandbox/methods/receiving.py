"""Methods by which a bot gets its updates."""

import re
from typing import Final
from urllib.parse import urlsplit

from sandbox.bots import Webhook
from sandbox.jsons import Json, filled
from sandbox.limits import (
    POLL_SECONDS_MAX,
    UPDATES_MAX,
    WEBHOOK_CONNECTIONS_DEFAULT,
    WEBHOOK_CONNECTIONS_MAX,
    WEBHOOK_SECRET_CHARACTERS_MAX,
)
from sandbox.methods.request import Request
from sandbox.refusals import POLLER_MET_WEBHOOK, WEBHOOK_ACTIVE, bad_request, conflict

METHODS: Final = ("get_updates", "set_webhook", "delete_webhook", "get_webhook_info")
_SECRET: Final = re.compile(r"[A-Za-z0-9_-]*")
_HERE: Final = ("127.0.0.1", "localhost", "::1")


async def get_updates(request: Request) -> list[Json]:
    """Return what waits, or wait for it up to `timeout` seconds."""
    if request.bot.webhook.url:
        raise conflict(WEBHOOK_ACTIVE)
    _remember_allowed(request)
    updates = await request.bot.updates.poll(
        offset=request.arguments.integer("offset"),
        limit=request.arguments.integer("limit", UPDATES_MAX, least=1, most=UPDATES_MAX),
        seconds=request.arguments.integer("timeout", least=0, most=POLL_SECONDS_MAX),
    )
    return [update.as_json() for update in updates]


def set_webhook(request: Request) -> bool:
    """Deliver updates to `url` from now on; without one, as `deleteWebhook`."""
    if not (url := request.arguments.text("url")):
        return delete_webhook(request)
    secret = request.arguments.text("secret_token")
    if len(secret) > WEBHOOK_SECRET_CHARACTERS_MAX:
        raise bad_request("secret token is too long")
    if not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    _ensure_reachable(url)
    if request.arguments.flag("drop_pending_updates"):
        request.bot.updates.forget_all()
    _remember_allowed(request)
    connections = request.arguments.integer(
        "max_connections", WEBHOOK_CONNECTIONS_DEFAULT, least=1, most=WEBHOOK_CONNECTIONS_MAX
    )
    request.bot.updates.stop_poller(POLLER_MET_WEBHOOK)
    return _replaced(request, Webhook(url, secret, connections))


def delete_webhook(request: Request) -> bool:
    if request.arguments.flag("drop_pending_updates"):
        request.bot.updates.forget_all()
    return _replaced(request, Webhook())


def get_webhook_info(request: Request) -> Json:
    webhook = request.bot.webhook
    allowed = request.bot.updates.allowed
    return {
        "url": webhook.url,
        "has_custom_certificate": False,
        "pending_update_count": len(request.bot.updates),
    } | filled(
        max_connections=webhook.connections if webhook.url else None,
        last_error_date=webhook.error_at or None,
        last_error_message=webhook.error,
        allowed_updates=sorted(allowed) if allowed else None,
    )


def _replaced(request: Request, webhook: Webhook) -> bool:
    request.bot.webhook = webhook
    request.bot.updates.arrived.set()
    request.world.webhooks_changed.set()
    return True


def _remember_allowed(request: Request) -> None:
    """Keep the kinds of updates that were wished for; saying nothing changes nothing."""
    kinds = request.arguments.optional_json("allowed_updates")
    if isinstance(kinds, list):
        request.bot.updates.allow(kind for kind in kinds if isinstance(kind, str))


def _ensure_reachable(url: str) -> None:
    """Updates never leave this machine, where alone plain HTTP is allowed."""
    try:
        address = urlsplit(url)
        host, _ = address.hostname, address.port
    except ValueError:
        raise bad_request("invalid webhook URL specified") from None
    if not host or address.scheme not in ("http", "https"):
        raise bad_request("invalid webhook URL specified")
    if host in _HERE:
        return
    if address.scheme == "http":
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    raise bad_request("bad webhook: Failed to resolve host: Name or service not known")
