"""New providers, new programs and files of certificates in the random acts (REG-1, REG-4)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from core.domain.actor import MunicipalityOfficer
from core.domain.drafts import CertificateDraft, ProgramDraft, ProviderDraft
from core.domain.ids import CertificateId, MunicipalityId, ProviderId
from core.domain.program import AgeRange, Direction, Form, ProviderKind, ProviderState, Registry
from core.domain.registering import ProviderDetails
from core.ports.unit_of_work import UnitOfWork
from core.services.certificate_imports import EnteredCertificate, enter_certificates
from core.services.invitations import accept_invitation, invite_family
from core.services.programs import add_program
from core.services.provider_registry import add_provider, correct_provider, move_provider
from tests.services.world import INN, OPERATOR
from tests.simulation import model_newcomers as rules
from tests.simulation import model_offices
from tests.simulation.catalog import Program
from tests.simulation.desk import ensure_own
from tests.simulation.model_newcomers import Row
from tests.simulation.papers import Child, Place
from tests.simulation.programs import STUDIO, STUDIO_DETAILS, STUDIO_INN
from tests.simulation.teacher import Teacher
from tests.simulation.town import name_of

NEW = {"3906123455": "1023903906124", "3906543210": "1023903906542"}
DETAILS = ProviderDetails("ООО", "ЛО-39 2", "4" * 20, "042748634", "Банк")
CODES = ("KLG", "SAM")


@dataclass
class Newcomers(Teacher):
    """Operators enter providers and programs, officers enter children by the file."""

    async def add_provider(self) -> None:
        inn, name, draft = self._provider_draft()
        done = await self.both(
            f"provider {inn} is entered as {name}",
            lambda: rules.add_provider(self.model, inn, name),
            lambda: self.world.perform(add_provider, OPERATOR, draft, DETAILS),
        )
        if done is None:
            return
        known, registered = done
        if known is None:
            self.model.newcomers[inn] = registered.provider.id, name
            self.model.providers[registered.provider.id] = "NEW"
        else:
            assert known == registered.provider.id, self.story

    async def correct_provider(self) -> None:
        """Mostly its name; also of the one that has taught from the beginning."""
        if self.random.random() < 0.3:
            inn, name = STUDIO_INN, self.random.choice(("Студия", "Студия танца"))
            draft, details = replace(STUDIO, name=name), STUDIO_DETAILS
        else:
            (inn, name, draft), details = self._provider_draft(), DETAILS
        await self.both(
            f"provider {inn} is corrected to {name}",
            lambda: rules.correct_provider(self.model, inn, name),
            lambda: self.world.perform(correct_provider, OPERATOR, draft, details),
        )

    async def answer_provider(self) -> None:
        """Mostly the step that leads to a provider who teaches."""
        there = {each.provider for each in self.town.staff}
        new = [each for each, _ in self.model.newcomers.values() if each not in there]
        if not new:
            await self.instead(self.add_provider)
            return
        provider = self.random.choice(new)
        states = ("ACTIVE", "ACTIVE", "ACTIVE", "REFUSED", "SUSPENDED")
        state = self.random.choice(states)
        await self.both(
            f"new provider {provider} becomes {state}",
            lambda: model_offices.move_provider(self.model, provider, state),
            lambda: self.world.perform(
                move_provider, OPERATOR, ProviderId(provider), ProviderState(state), "нет лицензии"
            ),
        )

    async def add_program(self) -> None:
        """Of anybody, now and then in a registry that is not for it."""
        inns = {INN: self.world.provider.id, STUDIO_INN: self.town.staff[1].provider}
        inns |= {inn: ProviderId(new) for inn, (new, _) in self.model.newcomers.items()}
        inn, provider = self.random.choice([*inns.items()])
        n = self.random.randrange(2)
        registry = self.random.choice((Registry.CERTIFIED, Registry.CERTIFIED, Registry.GENERAL))
        direction = self.random.choice((Direction.SPORTS, Direction.ARTS))
        wanted = Program(
            0, provider, self.model.places[n].id, registry.value, direction.value, (5, 17),
            inn == STUDIO_INN, self.random.choice(("Новая", "Ещё новая")), "DRAFT",
        )  # fmt: skip
        draft = ProgramDraft(
            inn, CODES[n], wanted.title, "", direction, registry, Form.IN_PERSON, AgeRange(5, 17),
            False, (),  # noqa: FBT003 - in order
        )  # fmt: skip
        by, foreign = self.keeper(wanted)

        def in_model() -> Program | None:
            ensure_own(foreign=foreign)
            return rules.add_program(self.model, wanted, public=inn == INN)

        done = await self.both(
            f"{by.code} adds program {wanted.title} of {provider}",
            in_model,
            lambda: self.world.perform(add_program, by, draft),
        )
        if done is None:
            return
        known, added = done
        if known is None:
            wanted.id = added.program.id
            self.model.programs.append(wanted)
        else:
            assert known.id == added.program.id, self.story

    async def enter_certificates(self) -> None:
        """A file of a few rows; the families of those who are new come into the bot at once."""
        place, rows = self._file()
        officer, foreign = self.officer(place)

        def in_model() -> list[tuple[str, Child | None]]:
            ensure_own(foreign=foreign)
            return rules.entered(self.model, place, rows)

        done = await self.both(
            f"a file of {place.id}: {[(row.number, *row.person, row.funded) for row in rows]}",
            in_model,
            lambda: self.world.perform(self._enter, officer, place, rows),
        )
        if done is None:
            return
        expected, answers = done
        found = [_became(answer) for answer in answers]
        children: list[tuple[Row, Child, bool]] = []
        for row, (word, known), answer in zip(rows, expected, answers, strict=True):
            if word == "added" and answer.certificate is not None:
                named, born = row.person
                new = Child(answer.certificate, row.number, born, row.category, named)
                self.model.children.append(new)
                children.append((row, new, True))
            elif known is not None:
                assert known.id == answer.certificate, self.story
                children.append((row, known, False))
        refused = rules.fund_rows(self.model, children)
        words = [
            refused.get(answer.certificate or 0, word) if row.funded else word
            for row, (word, _), answer in zip(rows, expected, answers, strict=True)
        ]
        assert found == words, f"{found}, not {words}\n{self.story}"

    def _enter(
        self, uow: UnitOfWork, officer: MunicipalityOfficer, place: Place, rows: list[Row]
    ) -> tuple[EnteredCertificate, ...]:
        in_place = MunicipalityId(place.id)
        names = {int(each.id): each.name for each in uow.municipalities.categories(in_place)}
        drafts = [
            CertificateDraft(
                n, name_of(named), born, names[row.category.id], row.number, row.funded
            )
            for n, row in enumerate(rows)
            for named, born in [row.person]
        ]
        answers = enter_certificates(uow, officer, in_place, drafts)
        for answer in answers:
            if answer.added and answer.certificate is not None:
                token = invite_family(uow, officer, CertificateId(answer.certificate)).token
                accept_invitation(uow, self.world.parent_account, token)
        return answers

    def _file(self) -> tuple[Place, list[Row]]:
        """Somebody's children, now and then those of another place, or the same one twice."""
        place = self.random.choice(self.model.places)
        rows = []
        for _ in range(self.random.randrange(1, 4)):
            _, number, person = self.somebody()
            if self.random.random() < 0.8:
                number = place.prefix + number[4:]
            if self.random.random() < 0.3:
                child = self.random.choice(self.model.children)
                number, person = child.number, child.person
            category = self.random.choice(place.categories)
            rows.append(Row(number, person, category, self.random.random() < 0.5))
        return place, rows

    def _provider_draft(self) -> tuple[str, str, ProviderDraft]:
        inn = self.random.choice([*NEW])
        name = self.random.choice(("Школа", "Школа", "Мастерская"))
        draft = ProviderDraft(
            inn, NEW[inn], name, ProviderKind.PRIVATE, "KLG", address="ул. Мира, 3"
        )
        return inn, name, draft


def _became(answer: EnteredCertificate) -> str:
    if answer.refused is not None:
        return type(answer.refused).__name__
    return "added" if answer.added else "present"
