"""A bot without a library: what goes over the wire is what the test says."""

from dataclasses import dataclass

from aiohttp import ClientSession


@dataclass(frozen=True)
class Said:
    """An answer of the server, checked for the form that all answers have."""

    status: int
    body: dict[str, object]
    headers: dict[str, str]

    @property
    def result(self) -> object:
        assert self.body["ok"] is True, self.body
        return self.body["result"]

    @property
    def message(self) -> dict[str, object]:
        assert isinstance(self.result, dict), self.body
        return self.result

    @property
    def message_id(self) -> int:
        number = self.message["message_id"]
        assert isinstance(number, int)
        return number

    @property
    def updates(self) -> list[dict[str, object]]:
        assert isinstance(self.result, list), self.body
        return self.result

    @property
    def refusal(self) -> str:
        """The description, after a look at the rest."""
        assert self.body["ok"] is False, self.body
        assert self.body["error_code"] == self.status
        assert "result" not in self.body
        return str(self.body["description"])


class BareBot:
    def __init__(self, http: ClientSession, token: str) -> None:
        self._http = http
        self.token = token

    async def call(self, method: str, **parameters: object) -> Said:
        """Send the parameters as JSON."""
        path = f"/bot{self.token}/{method}"
        async with self._http.post(path, json=parameters) as response:
            return Said(response.status, await response.json(), dict(response.headers))

    async def say(self, chat_id: int, text: str = "привет", **parameters: object) -> Said:
        return await self.call("sendMessage", chat_id=chat_id, text=text, **parameters)

    async def updates(self, **parameters: object) -> list[dict[str, object]]:
        return (await self.call("getUpdates", **parameters)).updates


def buttons(*rows: list[dict[str, object]]) -> dict[str, object]:
    return {"inline_keyboard": list(rows)}


def button(text: str = "Да", callback_data: str = "yes") -> dict[str, object]:
    return {"text": text, "callback_data": callback_data}
