"""Points on the map, and the municipalities that the product knows with all their names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from typing import Final

from core.domain.titles import text_key

# What a municipality is, before or behind its name; shortened words may touch the name.
_KIND_OF_PLACE: Final = re.compile(
    r"\b(?:городской округ|муниципальный (?:округ|район)|муниципальное образование"
    r"|округ|район|р-о?н|город|пгт|го|мо|г)(?![\w.])"
    r"|\b(?:мун|гор)\. ?(?:окр(?:уг\b|\.)|р-о?н\b\.?|район\b)"
    r"|\b(?:[гм]\. ?о|р-о?н|гор|мун|го|мо|г)\."
)

# Fewer begin too many names.
LETTERS_LEAST: Final = 3
EARTH_RADIUS_M: Final = 6_371_009
NORTH_MAX: Final = 90
EAST_MAX: Final = 180


@dataclass(frozen=True, slots=True)
class Point:
    """Degrees to the north and to the east."""

    latitude: float
    longitude: float

    def __post_init__(self) -> None:
        # A not-a-number compares as false, and is refused too.
        if not (abs(self.latitude) <= NORTH_MAX and abs(self.longitude) <= EAST_MAX):
            raise ValueError(f"no point of the earth: {self.latitude}, {self.longitude}")


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality; `latitude` and `longitude` are those of its centre, in degrees."""

    code: str
    name: str
    centre: str
    aliases: tuple[str, ...]
    latitude: float
    longitude: float
    zone: str = "Europe/Kaliningrad"

    @property
    def point(self) -> Point:
        return Point(self.latitude, self.longitude)

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, self.centre, *self.aliases)


# The 22 of Kaliningrad region, and the Krasnogorsk district of Udmurtia.
PLACES: Final = (
    Place(
        "KLG", "город Калининград", "Калининград",
        ("Городской округ «Город Калининград»",), 54.7075, 20.5073,
    ),
    Place(
        "BGR", "Багратионовский муниципальный округ", "Багратионовск",
        ("Багратионовский городской округ",), 54.3867, 20.6418,
    ),
    Place(
        "BAL", "Балтийский городской округ", "Балтийск",
        ("Балтийский муниципальный район",), 54.6513, 19.9141,
    ),
    Place(
        "GVR", "Гвардейский муниципальный округ", "Гвардейск",
        ("Гвардейский городской округ",), 54.6588, 21.0501,
    ),
    Place(
        "GUR", "Гурьевский муниципальный округ", "Гурьевск",
        ("Гурьевский городской округ",), 54.7706, 20.6040,
    ),
    Place("GUS", "Гусевский городской округ", "Гусев", (), 54.5915, 22.1942),
    Place(
        "ZEL", "Зеленоградский муниципальный округ", "Зеленоградск",
        ("Зеленоградский городской округ",), 54.9600, 20.4754,
    ),
    Place(
        "KRS", "Краснознаменский муниципальный округ", "Краснознаменск",
        ("Краснознаменский городской округ",), 54.9453, 22.4929,
    ),
    Place("LAD", "Ладушкинский городской округ", "Ладушкин", (), 54.5692, 20.1690),
    Place("MAM", "Мамоновский городской округ", "Мамоново", (), 54.4646, 19.9453),
    Place(
        "NEM", "Неманский муниципальный округ", "Неман",
        ("Неманский городской округ", "Неманский муниципальный район"), 55.0317, 22.0324,
    ),
    Place(
        "NES", "Нестеровский муниципальный округ", "Нестеров",
        ("Нестеровский район",), 54.6314, 22.5714,
    ),
    Place(
        "OZR", "Озёрский муниципальный округ", "Озерск",
        ("Озёрский городской округ",), 54.4085, 22.0134,
    ),
    Place("PIO", "Пионерский городской округ", "Пионерский", (), 54.9517, 20.2277),
    Place(
        "POL", "Полесский муниципальный округ", "Полесск",
        ("Полесский городской округ",), 54.8625, 21.0998,
    ),
    Place(
        "PRV", "Правдинский муниципальный округ", "Правдинск",
        ("Правдинский городской округ",), 54.4431, 21.0085,
    ),
    Place("STL", "Светловский городской округ", "Светлый", (), 54.6773, 20.1358),
    Place(
        "SVL", "Светлогорский городской округ", "Светлогорск",
        ("Светлогорский район",), 54.9439, 20.1514,
    ),
    Place(
        "SLA", "Славский муниципальный округ", "Славск",
        ("Славский городской округ",), 55.0450, 21.6742,
    ),
    Place("SOV", "Советский городской округ", "Советск", (), 55.0809, 21.8886),
    Place(
        "CHE", "Черняховский муниципальный округ", "Черняховск",
        ("Черняховский городской округ", "Черняховский район"), 54.6245, 21.7969,
    ),
    Place("YAN", "город Янтарный", "Янтарный", ("Янтарный городской округ",), 54.8716, 19.9409),
    Place(
        "KRA", "Муниципальный округ Красногорский район Удмуртской Республики", "Красногорское",
        ("Красногорский район", "Красногорский муниципальный округ"), 57.7053, 52.5000,
        zone="Europe/Samara",
    ),
)  # fmt: skip


def distance_m(one: Point, other: Point) -> int:
    """Metres between two points as the crow flies; the same in both directions."""
    north = radians(other.latitude - one.latitude)
    east = radians(other.longitude - one.longitude)
    half = (
        sin(north / 2) ** 2
        + cos(radians(one.latitude)) * cos(radians(other.latitude)) * sin(east / 2) ** 2
    )
    return round(2 * EARTH_RADIUS_M * asin(sqrt(min(1.0, half))))


def known_place(code_or_name: str) -> Place | None:
    """The built-in municipality with this code, name or former name, however people write it."""
    return official_place(code_or_name) or _BY_KEY.get(place_key(code_or_name))


def official_place(code_or_name: str) -> Place | None:
    """The same by its code and whole names alone: other regions have a «Советский район» too."""
    return _BY_NAME.get(text_key(code_or_name))


def place_key(name: str) -> str:
    """The same for «город Калининград», «г. Калининград», «г.Калининград» and «Калининград»; and
    for a district and the municipal one that it became.
    """
    key = text_key(name)
    return " ".join(_KIND_OF_PLACE.sub(" ", key).split()) or key


def begins_a_name(typed: str, name: str) -> bool:
    """Whether a municipality's name, without what kind of place it is, begins as was typed."""
    begun = place_key(typed)
    return len(begun) >= LETTERS_LEAST and place_key(name).startswith(begun)


_BY_NAME: Final = {text_key(name): place for place in PLACES for name in (place.code, *place.names)}
_BY_KEY: Final = {place_key(name): place for place in PLACES for name in place.names}
