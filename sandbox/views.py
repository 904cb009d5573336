"""What the page shows of the world, as JSON."""

from collections.abc import Iterable

from sandbox.bots import Bot
from sandbox.chats import Chat
from sandbox.controls import Controls
from sandbox.jsons import Json
from sandbox.keyboards import ReplyKeyboard
from sandbox.people import Person
from sandbox.world import World


def state(world: World, bot: Bot, controls: Controls | None, people: Iterable[Person]) -> Json:
    """Everything but the messages."""
    return {
        "bot": {
            "id": bot.profile.id,
            "username": bot.profile.username,
            "name": bot.as_user()["first_name"],
        },
        "clock": (controls.now() if controls else world.now()).isoformat(),
        "controls": controls is not None,
        "flood": world.floods.active,
        "people": [person_line(person) for person in people],
    }


def person_line(person: Person) -> Json:
    """One line of the list of chats."""
    profile, chat = person.account.profile, person.chat
    messages = person.messages
    return {
        "id": person.id,
        "name": f"{profile.first_name} {profile.last_name}".strip(),
        "part": dict(profile.part),
        "language": person.account.language,
        "phone": profile.phone,
        "started": chat.started,
        "blocked": chat.blocked,
        "deactivated": person.account.deactivated,
        "unread": chat.unread,
        "typing": chat.typing_until > person.world.monotonic(),
        "last": messages[-1].as_person_sees() if messages else None,
    }


def conversation(person: Person) -> Json:
    """A chat as its person sees it."""
    return person_line(person) | {
        "messages": [message.as_person_sees() for message in person.messages],
        "keyboard": keyboard(person.chat),
        "placeholder": person.chat.asked.placeholder if person.chat.asked else "",
        "commands": person.menu,
        "about": person.bot.said("description", person.account.language),
    }


def keyboard(chat: Chat) -> Json | None:
    return chat.asked.as_json() if isinstance(chat.asked, ReplyKeyboard) else None
