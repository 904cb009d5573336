"""Who plays in the demo: people of the sandbox, and the children whose certificates they hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from core.domain.invitation import LinkMode
from sandbox.profiles import Profile

PARENT: Final = Profile(
    1001, "Анна", "Орлова", username="anna_orlova", phone="+79005550101",
    part={"ru": "Родитель", "en": "Parent"},
)  # fmt: skip
SECOND_PARENT: Final = Profile(
    1002, "Сергей", "Лебедев", username="sergey_lebedev", phone="+79005550102",
    part={"ru": "Второй родитель", "en": "Second parent"},
)  # fmt: skip
PROVIDER: Final = Profile(
    1003, "Марина", "Ветрова", username="marina_vetrova", phone="+79005550103",
    part={"ru": "Поставщик: «Янтарный компас»", "en": "Provider: Yantarny Kompas"},
)  # fmt: skip
OPERATOR: Final = Profile(
    1004, "Ольга", "Соколова", username="olga_sokolova", phone="+79005550104",
    part={"ru": "Оператор", "en": "Operator"},
)  # fmt: skip
PEOPLE: Final = (PARENT, SECOND_PARENT, PROVIDER, OPERATOR)

# The grandfather who enrolled Sonya in May. He is on no page, and wants no messages.
GRANDFATHER_CHAT: Final = 1005

PROVIDER_INN: Final = "3999000012"
# Has no agreement with the children's municipality, so that NO_AGREEMENT can be seen.
WITHOUT_AGREEMENT_INN: Final = "399900001841"


@dataclass(frozen=True, slots=True)
class DemoChild:
    """A child of the demo; `age` is in full years at the end of the demo's first year."""

    full_name: str
    age: int
    number: str
    municipality_code: str
    funded: bool

    def born_on(self, today: date) -> date:
        return date(today.year - self.age, 1, 8)


SONYA: Final = DemoChild("Орлова Софья Дмитриевна", 9, "3901204518", "KLG", funded=True)
MISHA: Final = DemoChild("Орлов Михаил Дмитриевич", 7, "3901204526", "KLG", funded=False)
VARVARA: Final = DemoChild("Лебедева Варвара Сергеевна", 11, "3905118034", "GUR", funded=True)
CHILDREN: Final = (SONYA, MISHA, VARVARA)


@dataclass(frozen=True, slots=True)
class Invited:
    """Who is handed an invitation to which child."""

    child: DemoChild
    guest: Profile
    mode: LinkMode = LinkMode.ACTING


INVITED: Final = (
    Invited(SONYA, PARENT),
    Invited(MISHA, PARENT),
    Invited(SONYA, SECOND_PARENT, LinkMode.LOOKING),
    Invited(VARVARA, SECOND_PARENT),
)
