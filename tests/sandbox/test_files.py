"""Files go both ways and can be had again."""

from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientSession, FormData

from sandbox import limits
from sandbox.files import picture_sides
from sandbox.people import Person
from sandbox.server import Sandbox
from tests.sandbox.barebot import BareBot, Said
from tests.sandbox.pictures import png
from tests.sandbox.waiting import at


async def sent(http: ClientSession, sandbox: Sandbox, method: str, **fields: object) -> Said:
    """Upload in chunks, as a client does that does not know the length."""
    form = FormData(quote_fields=False)
    for name, value in fields.items():
        if isinstance(value, bytes):
            form.add_field(name, _chunks(value), filename="имя файла.png")
        else:
            form.add_field(name, str(value))
    async with http.post(f"/bot{sandbox.token}/{method}", data=form) as response:
        return Said(response.status, await response.json(), {})


async def _chunks(content: bytes) -> AsyncIterator[bytes]:
    for begin in range(0, len(content), 1000):
        yield content[begin : begin + 1000]


async def test_a_chunked_document_arrives_whole(
    http: ClientSession, sandbox: Sandbox, anna: Person
) -> None:
    content = bytes(range(256)) * 40

    said = await sent(
        http,
        sandbox,
        "sendDocument",
        chat_id=101,
        document=content,
        caption="<i>вот</i>",
        parse_mode="HTML",
    )

    document = said.message["document"]
    assert isinstance(document, dict)
    assert (document["file_name"], document["file_size"]) == ("имя файла.png", len(content))
    assert said.message["caption"] == "вот"
    assert said.message["caption_entities"] == [{"type": "italic", "offset": 0, "length": 3}]
    file = anna.answers[0].content.file
    assert file is not None
    assert file.content == content


async def test_a_file_is_downloaded_by_its_id(
    http: ClientSession, sandbox: Sandbox, bot: BareBot, anna: Person
) -> None:
    anna.send_document(b"a;b\n", name="справка.csv")
    document = at(await bot.updates(), -1, "message", "document")

    told = (await bot.call("getFile", file_id=at(document, "file_id"))).message
    async with http.get(f"/file/bot{sandbox.token}/{told['file_path']}") as response:
        content = await response.read()
    async with http.get(f"/file/bot{sandbox.token}/documents/no") as missing:
        status = missing.status
    async with http.get(f"/file/botnobody/{told['file_path']}") as foreign:
        refused = foreign.status

    assert content == b"a;b\n"
    assert str(told["file_path"]).endswith(".csv")
    assert (status, refused) == (404, 401)


async def test_a_photo_has_sides_and_can_be_sent_again_by_its_id(
    http: ClientSession, sandbox: Sandbox, bot: BareBot, anna: Person
) -> None:
    first = await sent(http, sandbox, "sendPhoto", chat_id=101, photo=png(40, 30))
    size = at(first.message, "photo", 0)

    again = await bot.call("sendPhoto", chat_id=101, photo=at(size, "file_id"))

    assert (at(size, "width"), at(size, "height")) == (40, 30)
    assert again.message["photo"] == first.message["photo"]


async def test_a_caption_is_edited_and_a_photo_has_no_text(
    http: ClientSession, sandbox: Sandbox, bot: BareBot, anna: Person
) -> None:
    photo = await sent(http, sandbox, "sendPhoto", chat_id=101, photo=png(40, 30), caption="до")
    text = await bot.say(101)
    place = {"chat_id": 101, "message_id": photo.message_id}

    edited = await bot.call("editMessageCaption", caption="после", **place)
    no_text = await bot.call("editMessageText", text="после", **place)
    no_caption = await bot.call(
        "editMessageCaption", caption="после", chat_id=101, message_id=text.message_id
    )

    assert edited.message["caption"] == "после"
    assert no_text.refusal == "Bad Request: there is no text in the message to edit"
    assert no_caption.refusal == "Bad Request: there is no caption in the message to edit"


@pytest.mark.parametrize(
    ("method", "fields", "description"),
    [
        ("sendPhoto", {"photo": b"no picture"}, "IMAGE_PROCESS_FAILED"),
        ("sendPhoto", {"photo": png(2100, 100)}, "PHOTO_INVALID_DIMENSIONS"),
        ("sendPhoto", {}, "there is no photo in the request"),
        ("sendDocument", {"document": b""}, "file must be non-empty"),
        ("sendDocument", {"document": "unheard-of"}, "wrong file identifier/HTTP URL specified"),
        ("sendDocument", {"document": "https://x.org/a"}, "failed to get HTTP URL content"),
        (
            "sendDocument",
            {"document": b"x", "caption": "я" * 1025},
            "message caption is too long",
        ),
        ("getFile", {}, "file_id not specified"),
        ("getFile", {"file_id": "unheard-of"}, "wrong file identifier/HTTP URL specified"),
    ],
)
async def test_a_file_that_telegram_would_refuse_is_refused(
    http: ClientSession,
    sandbox: Sandbox,
    anna: Person,
    method: str,
    fields: dict[str, object],
    description: str,
) -> None:
    said = await sent(http, sandbox, method, chat_id=anna.id, **fields)

    assert (said.status, said.refusal) == (400, f"Bad Request: {description}")


async def test_an_upload_over_fifty_megabytes_is_too_large(
    http: ClientSession, sandbox: Sandbox, anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sandbox.methods.sending.UPLOAD_BYTES_MAX", 10)

    said = await sent(http, sandbox, "sendDocument", chat_id=anna.id, document=b"x" * 11)

    assert (said.status, said.refusal) == (413, "Request Entity Too Large")
    assert limits.UPLOAD_BYTES_MAX == 50 * 1024 * 1024


async def test_parameters_may_come_in_every_way_telegram_takes_them(
    http: ClientSession, sandbox: Sandbox, anna: Person
) -> None:
    path = f"/bot{sandbox.token}/sendMessage"
    async with http.get(path, params={"chat_id": 101, "text": "query"}):
        pass
    async with http.post(path, data={"chat_id": 101, "text": "form"}):
        pass
    async with http.post(
        f"{path}?chat_id=101", json={"text": "json", "disable_notification": True}
    ):
        pass

    await sent(http, sandbox, "sendMessage", chat_id=101, text="multipart")

    assert [m.text for m in anna.answers] == ["query", "form", "json", "multipart"]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"[1]", "application/json"),
        (b"{", "application/json"),
        (b"\xff", "application/json"),
        (b"nonsense", "multipart/form-data; boundary=x"),
        (b"nonsense", "multipart/form-data"),
    ],
)
async def test_a_body_that_is_not_what_it_says_is_refused(
    http: ClientSession, sandbox: Sandbox, body: bytes, kind: str
) -> None:
    headers = {"Content-Type": kind}

    async with http.post(f"/bot{sandbox.token}/getMe", data=body, headers=headers) as response:
        answer = await response.json()

    assert (response.status, answer["ok"]) == (400, False)


@pytest.mark.parametrize(
    ("content", "sides"),
    [
        (png(7, 5), (7, 5)),
        (b"GIF89a\x07\x00\x05\x00", (7, 5)),
        (b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08\x00\x05\x00\x07", (7, 5)),
        (b"GIF89a\x00\x00\x05\x00", None),
        (b"\xff\xd8\x00\x00\x00\x00", None),
        (b"\xff\xd8\xff", None),
        (b"\x89PNG\r\n\x1a\n", None),
        (b"BM", None),
    ],
)
def test_the_sides_of_a_picture_are_read_from_its_head(
    content: bytes, sides: tuple[int, int] | None
) -> None:
    assert picture_sides(content) == sides


async def test_a_photo_has_at_most_ten_megabytes(
    http: ClientSession, sandbox: Sandbox, anna: Person
) -> None:
    heavy = png(10, 10) + bytes(limits.PHOTO_BYTES_MAX)

    said = await sent(http, sandbox, "sendPhoto", chat_id=anna.id, photo=heavy)

    assert "is too big for a photo" in said.refusal


async def test_a_copy_may_have_another_caption(
    http: ClientSession, sandbox: Sandbox, bot: BareBot, anna: Person
) -> None:
    photo = await sent(http, sandbox, "sendPhoto", chat_id=101, photo=png(40, 30), caption="до")

    await bot.call(
        "copyMessage", chat_id=101, from_chat_id=101, message_id=photo.message_id, caption="после"
    )

    assert [m.text for m in anna.answers] == ["до", "после"]
