"""Demo data in a database of one's own, and the list of who is in it."""

from __future__ import annotations

from collections.abc import Sequence

from core.domain.invitation import LinkMode
from core.ports.clock import Clock
from db.database import Database
from office.said import say
from sandbox.demo_people import CHILDREN, OPERATOR, PROVIDER
from sandbox.demo_world import HandedOut, hand_out, seed


async def fill(database_url: str, clock: Clock) -> tuple[HandedOut, ...]:
    """Seed a migrated database unless it is seeded already, and hand out new invitations."""
    await seed(database_url, clock.now())
    database = Database.open(database_url, clock)
    try:
        return await hand_out(database.perform)
    finally:
        await database.close()


def document(handed_out: Sequence[HandedOut]) -> dict[str, object]:
    """For programs: certificates by number, invitations by payload, chats that are linked."""
    return {
        "certificates": [
            {
                "number": child.number,
                "child": child.full_name,
                "municipality": child.municipality_code,
                "kind": "FUNDED" if child.funded else "ACCOUNTING",
            }
            for child in CHILDREN
        ],
        "invitations": [
            {
                "certificate": each.invited.child.number,
                "guest": each.invited.guest.id,
                "mode": each.invited.mode.value,
                "payload": each.payload,
                "valid_until": each.invitation.valid_until_at.isoformat(timespec="seconds"),
            }
            for each in handed_out
        ],
        "staff": [PROVIDER.id],
        "operators": [OPERATOR.id],
    }


def text(handed_out: Sequence[HandedOut]) -> str:
    """The same for people, in the terminal's language."""
    certificates = [
        say(
            "demo-funded" if child.funded else "demo-accounting",
            {"number": child.number, "child": child.full_name},
        )
        for child in CHILDREN
    ]
    invitations = [_invitation(each) for each in handed_out] or [say("demo-all-linked")]
    return "\n".join(
        [
            say("demo-certificates"),
            *(f"  {each}" for each in certificates),
            say("demo-invitations"),
            *(f"  {each}" for each in invitations),
            say("demo-accounts", {"staff": str(PROVIDER.id), "operator": str(OPERATOR.id)}),
        ]
    )


def _invitation(handed: HandedOut) -> str:
    acting = handed.invited.mode is LinkMode.ACTING
    until = handed.invitation.valid_until_at.isoformat(timespec="minutes")
    return say(
        "demo-to-act" if acting else "demo-to-look",
        {
            "command": f"/start {handed.payload}",
            "child": handed.invited.child.full_name,
            "until": until,
        },
    )
