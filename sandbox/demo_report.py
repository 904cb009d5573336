"""Demo data in a database of one's own, and the list of who is in it."""

from __future__ import annotations

from collections.abc import Sequence

from core.ports.clock import Clock
from db.database import Database
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
    """The same for people."""
    certificates = [
        f"  {child.number}  {child.full_name}, {'funded' if child.funded else 'accounting'}"
        for child in CHILDREN
    ]
    invitations = [
        f"  /start {each.payload}  {each.invited.child.full_name},"
        f" {each.invited.mode.value.lower()}, until"
        f" {each.invitation.valid_until_at.isoformat(timespec='minutes')}"
        for each in handed_out
    ]
    return "\n".join(
        [
            "Certificates:",
            *certificates,
            "Invitations, each for one use:",
            *(invitations or ["  none: everybody is linked"]),
            f"Telegram account {PROVIDER.id} is a provider's staff, {OPERATOR.id} an operator.",
        ]
    )
