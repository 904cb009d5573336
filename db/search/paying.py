"""What a family adds to its child's certificate: a bound, whatever day the contract begins on."""

from __future__ import annotations

from core.domain.searching import Purse
from db.search.snapshot import Snapshot


def paid_for(snapshot: Snapshot, purse: Purse, share: int, *, once: bool = False) -> int:
    """The groups of which the family pays no more than so many kopecks.

    The certificate pays what is available and no more than the normative cost, and nothing to a
    provider that the child's municipality has no agreement with, or one whose agreement has less
    left than the contract may take: of that it is the whole price.

    Args:
        once: Nobody asks for this share again.
    """
    at_most = snapshot.at_most_once if once else snapshot.at_most
    available = purse.available.kopecks
    paid = at_most("over", share) & at_most("most", available + share)
    if purse.providers is None:
        return paid
    agreed = snapshot.provided(purse.providers)
    if purse.rooms:
        agreed &= ~snapshot.beyond(purse.rooms)
    return paid & agreed | at_most("most", share)
