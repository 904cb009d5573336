"""A Bot API that says yes to everything, in a process of its own: what a call costs the bot."""

from __future__ import annotations

import asyncio
import json
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from aiohttp import web

TOKEN = "42:bench"  # noqa: S105 - nobody's
_ANSWER = json.dumps(
    {
        "ok": True,
        "result": {
            "message_id": 1,
            "date": 1,
            "chat": {"id": 1, "type": "private"},
            "text": "said",
        },
    }
).encode()


@asynccontextmanager
async def stand_in() -> AsyncIterator[str]:
    """Its base URL."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bench.stand_in", cwd=Path(__file__).parents[1], stdout=PIPE
    )
    assert process.stdout is not None  # noqa: S101 - it was asked for
    try:
        yield (await process.stdout.readline()).decode().strip()
    finally:
        process.kill()
        await process.wait()


async def _answer(request: web.Request) -> web.Response:
    await request.read()
    return web.Response(body=_ANSWER, content_type="application/json")


async def _serve() -> None:
    app = web.Application()
    app.router.add_post("/{path:.*}", _answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    print(f"http://127.0.0.1:{runner.addresses[0][1]}", flush=True)  # noqa: T201
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_serve())
