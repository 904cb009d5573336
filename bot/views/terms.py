"""The contract as a parent reads it before agreeing: parties, subject, price, how it ends."""

from __future__ import annotations

from bot.keyboards.buttons import Buttons, board
from bot.keyboards.callbacks import EnrollmentPressed
from bot.render import Html, Words, lines
from bot.screen import Screen
from bot.views.parts import group_name
from core.domain.catalog_views import Quote
from core.domain.enrollment import State
from core.domain.funding import Conclusion
from core.domain.pricing import Calculation
from core.domain.views import EnrollmentCard


def contract(words: Words, quote: Quote, calculated: Calculation, *, offered: bool) -> Html:
    """Its essentials; the months of the price stand in the calculation above (ENR-1, ENR-9).

    `offered` is whether the provider has offered the place already, so that the parent's word
    concludes it.
    """
    offering, days = quote.offering, calculated.days
    dates = {"from": days.first, "to": days.last}
    return lines(
        words("contract-title-read"),
        words("contract-parties", provider=offering.provider.name, child=quote.child.short_name),
        words(
            "contract-subject",
            program=offering.program.title,
            group=group_name(words, offering),
            **dates,
        ),
        words("contract-money", price=calculated.total)
        if calculated.total
        else words("contract-free"),
        _concluded(words, quote, offered=offered),
        words("contract-ending"),
    )


def concluded(words: Words, card: EnrollmentCard) -> Screen:
    """The same of a contract that holds or held, with the sums and the days that are in force now;
    of a request that never became one, that there is none.
    """
    shown, offering = card.line.enrollment, card.offering
    button, price = Buttons(words), shown.agreed.total
    back = button("button-back", EnrollmentPressed(enrollment=shown.id))
    if shown.concluded_on is None:
        return Screen(words("contract-not-yet"), board([back, button.home()]))
    text = lines(
        words("contract-title-read"),
        words(
            "contract-parties-kept",
            provider=offering.provider.name,
            child=card.line.child_short_name,
        ),
        words(
            "contract-subject",
            program=offering.program.title,
            group=group_name(words, offering),
            **{"from": shown.days.first, "to": shown.days.last},
        ),
        words("contract-money-kept", price=price) if price else words("contract-free"),
        words("contract-concluded-on", date=shown.concluded_on),
        words("contract-ending") if shown.state is State.ACTIVE else None,
    )
    return Screen(text, board([back, button.home()]))


def _concluded(words: Words, quote: Quote, *, offered: bool) -> Html:
    if offered:
        return words("contract-by-this")
    period = quote.period
    accepted = Conclusion.ON_PARENT_ACCEPTANCE
    by_parent = period is not None and period.parameters.conclusion is accepted
    return words("contract-by-parent" if by_parent else "contract-by-provider")
