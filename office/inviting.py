"""What both commands that invite somebody say and ask: of one that is open, nobody can be shown
the link again, because only its digest is kept.
"""

from __future__ import annotations

from typing import Annotated

import typer

from core.domain.invitation import IfOpen
from core.domain.views import NewInvitation
from office.mistyped import misread
from office.said import minute_said, say

Anew = Annotated[
    bool, typer.Option("--anew", help="In place of those that are open, which expire at once.")
]
Another = Annotated[
    bool, typer.Option("--another", help="Beside those that are open: for another person.")
]
HIDDEN_TOKEN = "…"  # noqa: S105 - of an invitation that is only tried


def if_open(*, anew: bool, another: bool) -> IfOpen:
    """What becomes of an open one; without a word nothing does, and no other is made.

    Raises:
        BadParameter: Both at once.
    """
    if anew and another:
        raise misread("anew-and-another")
    if anew:
        return IfOpen.REPLACE
    return IfOpen.ADD if another else IfOpen.REFUSE


def shown_token(invitation: NewInvitation, *, dry_run: bool) -> str | None:
    """The payload of the link; none of an invitation that is undone."""
    return None if dry_run else f"i_{invitation.token}"


def invitation_document(invitation: NewInvitation, wish: IfOpen) -> dict[str, object]:
    """Until when it holds, how many ended for it, how many hold besides."""
    before = invitation.open_before
    return {
        "valid_until": invitation.valid_until_at.isoformat(timespec="seconds"),
        "ended": before if wish is IfOpen.REPLACE else 0,
        "also_open": before if wish is IfOpen.ADD else 0,
    }


def invitation_text(shown: str, invitation: NewInvitation, document: dict[str, object]) -> str:
    """For people: the link, and what there is to know about it and the others."""
    lines = [shown, say("said-one-use", {"until": minute_said(invitation.valid_until_at)})]
    if document["ended"]:
        lines.append(say("said-expired-now", {"count": str(document["ended"])}))
    if document["also_open"]:
        lines.append(say("said-also-open", {"count": str(document["also_open"])}))
    return "\n".join(lines)
