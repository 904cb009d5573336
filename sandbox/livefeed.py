"""Announcements as Server-Sent Events."""

import asyncio
import json
from typing import Final

from aiohttp import web

from sandbox.events import Events

_HEARTBEAT_SECONDS: Final = 15.0


async def stream(request: web.Request, events: Events, *, bot_id: int) -> web.StreamResponse:
    """Send what concerns one bot, and what concerns all, until the reader goes away."""
    response = web.StreamResponse(
        headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
    )
    await response.prepare(request)
    with events.listening() as queue:
        await response.write(b": here we go\n\n")
        while True:
            try:
                async with asyncio.timeout(_HEARTBEAT_SECONDS):
                    event = await queue.get()
            except TimeoutError:
                await response.write(b": still here\n\n")
                continue
            if event.get("bot", bot_id) == bot_id:
                line = json.dumps(event, ensure_ascii=False)
                await response.write(f"data: {line}\n\n".encode())
