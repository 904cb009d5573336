"""Formatted text, parsed by Telegram's own library, so that nothing is accepted by mistake."""

import html
import json
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

try:
    import tdjson
except ModuleNotFoundError as missing:
    raise ModuleNotFoundError(
        "The sandbox judges markup with Telegram's own parser: pip install 'kruzhok[sandbox]'"
    ) from missing

from sandbox.jsons import Json, as_object
from sandbox.refusals import bad_request

_PARSERS: Final[dict[str, Json]] = {
    "html": {"@type": "textParseModeHTML"},
    "markdown": {"@type": "textParseModeMarkdown", "version": 1},
    "markdownv2": {"@type": "textParseModeMarkdown", "version": 2},
}
_TYPES: Final = {
    "textEntityTypeBlockQuote": "blockquote",
    "textEntityTypeBold": "bold",
    "textEntityTypeBotCommand": "bot_command",
    "textEntityTypeCashtag": "cashtag",
    "textEntityTypeCode": "code",
    "textEntityTypeCustomEmoji": "custom_emoji",
    "textEntityTypeEmailAddress": "email",
    "textEntityTypeExpandableBlockQuote": "expandable_blockquote",
    "textEntityTypeHashtag": "hashtag",
    "textEntityTypeItalic": "italic",
    "textEntityTypeMention": "mention",
    "textEntityTypeMentionName": "text_mention",
    "textEntityTypePhoneNumber": "phone_number",
    "textEntityTypePre": "pre",
    "textEntityTypePreCode": "pre",
    "textEntityTypeSpoiler": "spoiler",
    "textEntityTypeStrikethrough": "strikethrough",
    "textEntityTypeTextUrl": "text_link",
    "textEntityTypeUnderline": "underline",
    "textEntityTypeUrl": "url",
}
# Telegram finds these in the text itself; what a bot says about them is ignored.
_FOUND: Final = {"bot_command", "cashtag", "email", "hashtag", "mention", "phone_number", "url"}
_LITERAL: Final = {"code", "pre", "text_link", "text_mention"}
_BLANK: Final = " \t\r\n"


@dataclass(frozen=True, slots=True)
class FormattedText:
    """Characters, and entities in the shape of the Bot API with offsets in UTF-16 units."""

    text: str = ""
    entities: tuple[Json, ...] = ()

    def fields(self, *, caption: bool = False) -> Json:
        """The fields of a message that carry this text; none when it is empty."""
        prefix = "caption_" if caption else ""
        fields: Json = {("caption" if caption else "text"): self.text} if self.text else {}
        if self.entities:
            fields[f"{prefix}entities"] = list(self.entities)
        return fields

    @property
    def blank(self) -> bool:
        return all(c.isspace() or unicodedata.category(c) == "Cf" for c in self.text)


def utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def parsed(text: str, *, mode: str, entities: object = None) -> FormattedText:
    """Read `text` the way Telegram does: marked up, or with `entities` given beside it.

    Raises:
        Refusal: The mode is unknown or the markup is wrong; the reason is the parser's own.
    """
    mode = mode.lower()
    if mode in ("", "none"):
        return _with_found(_tidy(_cleaned(text), _given(entities)))
    if mode not in _PARSERS:
        raise bad_request("unsupported parse_mode")
    answer = _ask({"@type": "parseTextEntities", "text": text, "parse_mode": _PARSERS[mode]})
    if answer["@type"] == "error":
        raise bad_request(str(answer["message"]))
    return _with_found(_tidy(_cleaned(str(answer["text"])), _converted(answer["entities"])))


def plain(text: str) -> FormattedText:
    """What a person types: links, commands and hashtags are found, nothing is marked up."""
    return parsed(text, mode="")


def checked_url(url: str) -> str | None:
    """Return `url` in Telegram's spelling, or None when Telegram would not link to it."""
    if url.startswith("tg://"):
        return url
    marked = f'<a href="{html.escape(url)}">x</a>'
    mode = _PARSERS["html"]
    answer = _ask({"@type": "parseTextEntities", "text": marked, "parse_mode": mode})
    links = _converted(answer.get("entities"))
    return str(links[0]["url"]) if links else None


def _ask(question: Json) -> Json:
    answer = as_object(json.loads(tdjson.td_execute(json.dumps(question).encode()) or b"{}"))
    return answer or {}


def _given(entities: object) -> list[Json]:
    if not isinstance(entities, list):
        return []
    read = []
    for item in entities:
        entity = as_object(item)
        if entity is None:
            raise bad_request("can't parse MessageEntity: expected an Object")
        kind, offset, length = (entity.get(name) for name in ("type", "offset", "length"))
        if not isinstance(offset, int) or not isinstance(length, int):
            raise bad_request('can\'t parse MessageEntity: Field "offset" must be a Number')
        if kind not in _TYPES.values():
            raise bad_request("can't parse MessageEntity: Unsupported type specified")
        if kind not in _FOUND:
            read.append({name: value for name, value in entity.items() if value is not None})
    return read


def _converted(entities: object) -> list[Json]:
    converted: list[Json] = []
    for item in entities if isinstance(entities, list) else []:
        entity = as_object(item) or {}
        kind = as_object(entity.get("type")) or {}
        name = _TYPES.get(str(kind.get("@type")))
        if name is None:
            continue
        mark: Json = {"type": name, "offset": entity["offset"], "length": entity["length"]}
        mark |= {key: kind[key] for key in ("url", "language", "custom_emoji_id") if key in kind}
        if name == "text_mention":
            mark["user"] = {"id": kind["user_id"], "is_bot": False, "first_name": "…"}
        converted.append(mark)
    return converted


def _cleaned(text: str) -> str:
    return "".join(" " if c < " " and c != "\n" else c for c in text.replace("\r", ""))


def _tidy(text: str, entities: Sequence[Json]) -> FormattedText:
    """Cut blanks from both ends, as the server does, and the entities with them."""
    kept = text.rstrip(_BLANK)
    lead = len(kept) - len(kept.lstrip(_BLANK))
    units = utf16_length(kept)
    tidy: list[Json] = []
    for entity in entities:
        begin, end = _span(entity)
        begin, end = max(begin, lead), min(end, units)
        if begin < end:
            tidy.append(entity | {"offset": begin - lead, "length": end - begin})
    return FormattedText(kept[lead:], tuple(sorted(tidy, key=_outermost_first)))


def _with_found(text: FormattedText) -> FormattedText:
    """Add links, commands and hashtags, but not inside code and other links."""
    answer = _ask({"@type": "getTextEntities", "text": text.text})
    taken = [_span(entity) for entity in text.entities if entity["type"] in _LITERAL]
    added = [
        entity
        for entity in _converted(answer.get("entities"))
        if all(end <= _span(entity)[0] or _span(entity)[1] <= begin for begin, end in taken)
    ]
    every = sorted((*text.entities, *added), key=_outermost_first)
    return FormattedText(text.text, tuple(every))


def _span(entity: Json) -> tuple[int, int]:
    offset, length = entity["offset"], entity["length"]
    if not isinstance(offset, int) or not isinstance(length, int):
        raise TypeError("an entity without a place in the text")
    return offset, offset + length


def _outermost_first(entity: Json) -> tuple[int, int]:
    begin, end = _span(entity)
    return begin, -end


_ask({"@type": "setLogVerbosityLevel", "new_verbosity_level": 0})
