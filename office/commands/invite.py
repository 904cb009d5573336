"""`kruzhok invite`: a one-time invitation that links a parent to a child."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from core.domain.certificate import is_certificate_number
from core.domain.invitation import LinkMode
from office.console import AsJson, DryRun, answer_change
from office.inviting import (
    HIDDEN_TOKEN,
    Anew,
    Another,
    if_open,
    invitation_document,
    invitation_text,
    shown_token,
)
from office.mistyped import misread
from office.said import say

if TYPE_CHECKING:
    from core.domain.invitation import IfOpen
    from core.domain.views import NewInvitation
    from office.opening import Acting


def invite(
    certificate: Annotated[str, typer.Argument(help="The certificate's number, ten digits.")],
    *,
    looking: Annotated[
        bool, typer.Option("--looking", help="The parent may look, but not act.")
    ] = False,
    anew: Anew = False,
    another: Another = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Make an invitation to a child: one use, 72 hours. Needs KRUZHOK_ACTOR.

    Refused while one of the same kind is open, unless --anew or --another says what to do.
    """
    from office.opening import as_actor

    if not is_certificate_number(certificate):
        raise misread("certificate", certificate)
    mode = LinkMode.LOOKING if looking else LinkMode.ACTING
    wish = if_open(anew=anew, another=another)
    invitation, username = as_actor(
        lambda acting: _invite(acting, certificate, mode, wish), dry_run=dry_run
    )
    payload = shown_token(invitation, dry_run=dry_run)
    link = f"https://t.me/{username}?start=" if username else None
    document = {
        "link": link and payload and link + payload,
        "payload": payload,
        "mode": mode.value,
        **invitation_document(invitation, wish),
    }
    token = payload or HIDDEN_TOKEN
    shown = f"{link}{token}" if link else f"/start {token}\n{say('said-press-link')}"
    text = invitation_text(shown, invitation, document)
    answer_change(document, text, dry_run=dry_run, as_json=as_json)


async def _invite(
    acting: Acting, number: str, mode: LinkMode, wish: IfOpen
) -> tuple[NewInvitation, str | None]:
    from core.services.invitations import certificate_numbered, invite_family

    found = await acting.read(certificate_numbered, acting.actor, number)
    username = acting.settings.bot_username
    invitation = await acting.perform(invite_family, acting.actor, found, mode, if_open=wish)
    return invitation, None if username is None else username.removeprefix("@")
