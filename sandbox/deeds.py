"""How what people do reaches the bot: as updates, in the order in which they did it."""

from dataclasses import dataclass

from sandbox.bots import Bot
from sandbox.chats import Chat
from sandbox.inline import InlineQuery, InlineResult
from sandbox.jsons import Json
from sandbox.keyboards import ForceReply, InlineKeyboard
from sandbox.limits import MESSAGE_REACH
from sandbox.messages import Content, Message
from sandbox.profiles import Account
from sandbox.world import World


@dataclass(frozen=True, slots=True)
class Seat:
    """One person's place in one chat with one bot; what is done here, the bot learns."""

    world: World
    bot: Bot
    chat: Chat
    account: Account

    def say(
        self, content: Content, *, keyboard: InlineKeyboard | None = None, via: Json | None = None
    ) -> Message:
        """Put a message into the chat and into the bot's queue.

        Whoever writes to a bot has started it, and has seen what it wrote.
        """
        answers = [message for message in self.chat.messages.values() if message.by_bot]
        asked = isinstance(self.chat.asked, ForceReply)
        message = Message(
            self.bot.next_message_id(),
            self.chat.as_json(),
            self.account.as_user(),
            self.world.now(),
            content,
            keyboard,
            reply_to=answers[-1] if asked and answers else None,
            extra={} if via is None else {"via_bot": via},
        )
        if asked:
            self.chat.asked = None
        self.chat.started, self.chat.unread = True, 0
        self.chat.messages[message.id] = message
        self._queue("message", message.as_bot_sees())
        self.world.changed("message", self.bot, self.chat, message)
        return message

    def ask(self, message_id: int, callback_data: str) -> str:
        """Queue a callback query and return its id."""
        asked = self.world.monotonic()
        query = self.bot.ask(
            self.chat, person_id=self.account.id, message_id=message_id, asked=asked
        )
        payload: Json = {
            "id": query.id,
            "from": self.account.as_user(),
            "message": self._within_reach(message_id),
            "chat_instance": self.chat.instance,
            "data": callback_data,
        }
        self._queue("callback_query", payload)
        self._announce("pressed", query=query.id, message_id=message_id)
        return query.id

    def ask_inline(self, text: str, offset: str) -> InlineQuery:
        """Queue what is written behind the bot's name, from whatever chat."""
        asked = self.world.monotonic()
        query = InlineQuery.new(self.account.id, text, offset, asked=asked)
        self.bot.inline_queries[query.id] = query
        payload: Json = {
            "id": query.id,
            "from": self.account.as_user(),
            "query": text,
            "offset": offset,
            "chat_type": "sender" if self.chat.private else "group",
        }
        self.bot.updates.put("inline_query", payload, lane=self.account.id)
        return query

    def send_result(self, result: InlineResult) -> Message:
        """Say what the bot offered: the person's message, by way of the bot."""
        return self.say(result.content, keyboard=result.keyboard, via=self.bot.as_user())

    def rewrite(self, message: Message, content: Content) -> None:
        """Edit an own message and tell the bot."""
        message.edit(content, None, at=self.world.now())
        self._queue("edited_message", message.as_bot_sees())
        self.world.changed("edited", self.bot, self.chat, message)

    def shut(self, *, blocked: bool) -> None:
        """Block or unblock the bot in the private chat and tell it so; once is enough."""
        if self.chat.blocked == blocked:
            return
        statuses = ("member", "kicked") if blocked else ("kicked", "member")
        old, new = (self._status(status) for status in statuses)
        self.chat.blocked = blocked
        payload: Json = {
            "chat": self.chat.as_json(),
            "from": self.account.as_user(),
            "date": int(self.world.now().timestamp()),
            "old_chat_member": old,
            "new_chat_member": new,
        }
        self._queue("my_chat_member", payload)
        self._announce("people")

    def read(self) -> None:
        """See everything; the bot is not told."""
        self.chat.unread = 0
        self._announce("read")

    def _queue(self, kind: str, payload: Json) -> None:
        self.bot.updates.put(kind, payload, lane=self.chat.id)

    def _announce(self, kind: str, **facts: object) -> None:
        self.world.events.announce(kind, bot=self.bot.profile.id, chat=self.chat.id, **facts)

    def _status(self, status: str) -> Json:
        member: Json = {"user": self.bot.as_user(), "status": status}
        return member | ({"until_date": 0} if status == "kicked" else {})

    def _within_reach(self, message_id: int) -> Json:
        message = self.chat.messages.get(message_id)
        if message is None or self.world.now() - message.sent_at > MESSAGE_REACH:
            return {"chat": self.chat.as_json(), "message_id": message_id, "date": 0}
        return message.as_bot_sees()
