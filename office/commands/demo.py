"""`kruzhok demo`: a local Telegram with demo families, providers and money."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from office.console import AsJson, Refused, answer
from office.machine import machine_said
from office.said import say

if TYPE_CHECKING:
    from office.settings import OfficeSettings

PORT_MAX = 65535


def demo(
    *,
    port: Annotated[
        int | None,
        typer.Option(
            min=0, max=PORT_MAX, help="Of the page; 8080 if it is free, 0 takes any free one."
        ),
    ] = None,
    data: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Keep the data here; else it is gone afterwards."),
    ] = None,
    only_data: Annotated[
        bool,
        typer.Option(
            "--only-data",
            help="Put demo data into the configured database, say who is in it, and end.",
        ),
    ] = False,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Open no browser.")] = False,
    as_json: AsJson = False,
) -> None:
    """Try everything: the real bot with demo data in a Telegram on this machine.

    Needs no token and no network. Open the page that it names; Ctrl-C ends it.
    """
    from office.opening import settings_of
    from office.settings import OfficeSettings

    settings = settings_of(OfficeSettings)
    if only_data:
        _only_data(settings, as_json=as_json)
    else:
        _play(settings, port, data, browser=not no_browser)


def _play(settings: OfficeSettings, port: int | None, data: Path | None, *, browser: bool) -> None:
    from bot.lean import import_aiogram
    from bot.lock import SecondBot

    import_aiogram()
    try:
        from sandbox.demo import run_demo
    except ModuleNotFoundError as error:
        raise Refused(say("refused-demo-needs", {"module": str(error.name)})) from None
    try:
        run_demo(port=port, data=data, browser=browser, clock=settings.clock)
    except SecondBot:
        raise Refused(say("refused-second-demo", {"folder": str(data)})) from None
    except OSError as error:
        raise Refused(
            say("refused-demo-start", {"why": machine_said(error.strerror or str(error))})
        ) from None


def _only_data(settings: OfficeSettings, *, as_json: bool) -> None:
    from office.databases import database_errors, make_ready
    from sandbox import demo_report

    make_ready(settings.database_url)
    with database_errors():
        handed_out = asyncio.run(demo_report.fill(settings.database_url, settings.ticking()))
    answer(demo_report.document(handed_out), demo_report.text(handed_out), as_json=as_json)
