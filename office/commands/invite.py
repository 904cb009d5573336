"""`kruzhok invite`: a one-time invitation that links a parent to a child."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from core.domain.certificate import is_certificate_number
from core.domain.invitation import LinkMode
from core.domain.views import NewInvitation
from office.console import AsJson, Refused, answer

if TYPE_CHECKING:
    from office.opening import Acting


def invite(
    certificate: Annotated[str, typer.Argument(help="The certificate's number, ten digits.")],
    *,
    looking: Annotated[
        bool, typer.Option("--looking", help="The parent may look, but not act.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Make an invitation to a child: one use, 72 hours. Needs KRUZHOK_ACTOR."""
    from office.opening import as_actor

    if not is_certificate_number(certificate):
        raise Refused("a certificate's number has ten digits")
    mode = LinkMode.LOOKING if looking else LinkMode.ACTING
    invitation, username = as_actor(lambda acting: _invite(acting, certificate, mode))
    payload = f"i_{invitation.token}"
    link = None if username is None else f"https://t.me/{username}?start={payload}"
    valid_until = invitation.valid_until_at.isoformat(timespec="seconds")
    document = {"link": link, "payload": payload, "mode": mode.value, "valid_until": valid_until}
    shown = link or (
        f"/start {payload}\n(for a link that can be pressed, set KRUZHOK_BOT_USERNAME)"
    )
    answer(document, f"{shown}\nOne use, until {valid_until}.", as_json=as_json)


async def _invite(acting: Acting, number: str, mode: LinkMode) -> tuple[NewInvitation, str | None]:
    from core.services.invitations import certificate_numbered, invite_family

    found = await acting.read(certificate_numbered, acting.actor, number)
    username = acting.settings.bot_username
    invitation = await acting.perform(invite_family, acting.actor, found, mode)
    return invitation, None if username is None else username.removeprefix("@")
