"""The answer to what somebody asked from an input line."""

from typing import Final

from sandbox.inline import button_of, next_offset_of, results_of
from sandbox.methods.request import Request

METHODS: Final = ("answer_inline_query",)


def answer_inline_query(request: Request) -> bool:
    """Show results to whoever asked; a query is answered once, and not for long."""
    id_ = request.arguments.required("inline_query_id")
    query = request.world.open_inline_query(request.bot, id_)
    results = results_of(request.arguments)
    query.next_offset = next_offset_of(request.arguments)
    query.button = button_of(request.arguments)
    query.results = results
    request.world.events.announce(
        "inline",
        bot=request.bot.profile.id,
        chat=query.person_id,
        query=query.id,
        text=query.query,
        offset=query.offset,
        next_offset=query.next_offset,
        button=query.button,
        results=[result.as_json() for result in results],
    )
    return True
