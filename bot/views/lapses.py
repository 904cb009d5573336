"""What is said of money that lapsed, with what follows it (CERT-10)."""

from __future__ import annotations

from bot.render import Html, Words, lines, paragraphs
from core.services.told import AfterLapse, Told


def lapsed(words: Words, told: Told) -> Html:
    """With what follows as it is today: new money that is there, or comes, or does not.

    Raises:
        ValueError: The notice tells of something else.
    """
    if told.after_lapse is None:
        raise ValueError("what follows is known of money that lapsed")
    follows, available = told.after_lapse
    amount = told.facts.amount
    title = "-closed" if follows is AfterLapse.CLOSED else ""
    return paragraphs(
        lines(
            words(f"notice-MONEY_LAPSED{title}", child=told.child_short_name),
            words("notice-MONEY_LAPSED-amount", amount=amount) if amount else None,
        ),
        words(f"notice-MONEY_LAPSED-{follows}", available=available),
    )
