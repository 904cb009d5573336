"""Operators in the random acts: providers in the registry, applications (REG-2, CERT-3)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from core.domain.actor import Actor, Family
from core.domain.application import Applicant, ApplicationRefusal, Particulars
from core.domain.consent import CONSENT_VERSION
from core.domain.ids import ApplicationId, CategoryId, MunicipalityId
from core.domain.program import ProviderState
from core.ports.unit_of_work import UnitOfWork
from core.services.application_answers import confirm_application, refuse_application
from core.services.applications import ApplicationRequest, send_application, withdraw_application
from core.services.provider_registry import move_provider
from core.services.settling import settle_provider
from tests.services.world import OPERATOR
from tests.simulation import model_offices as rules
from tests.simulation.desk import ensure_own
from tests.simulation.papers import Application, Child, Person, Place
from tests.simulation.town import name_of
from tests.simulation.treasurer import Treasurer


@dataclass
class Registrar(Treasurer):
    """Suspends and excludes; applications are of the one account there is."""

    sent: list[tuple[Place, str, Person, str]] = field(default_factory=list)

    async def move_provider(self) -> None:
        """And settle what may not go on, a few at a time, as the command line does."""
        provider = self.random.choice(self.town.staff).provider
        states = ["ACTIVE", "ACTIVE", "SUSPENDED"]
        # Nobody comes back from exclusion, so it is rare, and never the first provider's lot.
        if provider != self.world.provider.id:
            states += ["SUSPENDED", "EXCLUDED"]
        state = self.random.choice(states)
        if self.model.providers[provider] == "SUSPENDED" and self.random.random() < 0.6:
            state = "ACTIVE"
        most, foreign = self.random.choice((1, 100)), self.random.random() < 0.1
        by: Actor = self.staff(provider)[0] if foreign else OPERATOR

        def in_model() -> None:
            ensure_own(foreign=foreign)
            rules.move_provider(self.model, provider, state)

        async def act() -> None:
            reason = "нарушения"
            await self.world.perform(move_provider, by, provider, ProviderState(state), reason)
            while await self.world.perform(settle_provider, OPERATOR, provider, most):
                pass

        await self.both(
            f"{by.code}: provider {provider} becomes {state}",
            in_model,
            act,
        )

    async def apply(self) -> None:
        """For a child that may have a certificate, or one on its way; now and then once more."""
        new = (*self.somebody(), f"application {len(self.said)}")
        again = bool(self.sent) and self.random.random() < 0.2
        place, number, person, key = self.random.choice(self.sent) if again else new
        if again and self.random.random() < 0.3:
            person = new[2]
        named, born = person
        request = ApplicationRequest(
            MunicipalityId(place.id),
            Particulars(name_of(named), born, Applicant.PARENT, "Котова Нина"),
            CONSENT_VERSION,
            key,
        )
        done = await self.both(
            f"{key}: {number} of {named} {born} to {place.id}",
            lambda: rules.apply(self.model, place, person, key),
            lambda: self.world.perform(send_application, self._account(), request),
        )
        if done is None:
            return
        known, application = done
        if known is None:
            self.sent.append((place, number, person, key))
            self.model.applications.append(Application(application.id, key, place, number, person))
        else:
            assert known.id == application.id, self.story

    async def confirm_application(self) -> None:
        """In person, with the number that the family was promised."""
        if not self.model.applications:
            await self.instead(self.apply)
            return
        application = self.random.choice(self.model.applications)
        officer, foreign = self.officer(application.place)
        category = self.random.choice(application.place.categories)
        right = application.number.startswith(application.place.prefix)

        def in_model() -> bool:
            ensure_own(foreign=foreign)
            was_sent = application.state == "SENT"
            rules.confirm_application(self.model, application, category, right_number=right)
            return was_sent

        done = await self.both(
            f"confirm application {application.id}",
            in_model,
            lambda: self.world.perform(
                confirm_application, officer, ApplicationId(application.id),
                CategoryId(category.id), application.number,
            ),
        )  # fmt: skip
        if done is not None and done[0]:
            certificate = done[1].certificate
            assert certificate is not None
            named, born = application.person
            child = Child(certificate, application.number, born, category, named)
            application.child = child
            self.model.children.append(child)

    async def answer_application(self) -> None:
        """The municipality refuses, or the family takes it back."""
        if not self.model.applications:
            await self.instead(self.apply)
            return
        application = self.random.choice(self.model.applications)
        asked = ApplicationId(application.id)
        by_family = self.random.random() < 0.5
        officer, foreign = self.officer(application.place)
        foreign = foreign and not by_family
        state, reason = "WITHDRAWN" if by_family else "REFUSED", ApplicationRefusal.NOBODY_CAME
        act: Callable[[UnitOfWork], object] = lambda uow: (  # noqa: E731
            withdraw_application(uow, self._account(), asked)
            if by_family
            else refuse_application(uow, officer, asked, reason)
        )

        def in_model() -> None:
            ensure_own(foreign=foreign)
            rules.answer_application(self.model, application, state)

        await self.both(
            f"application {asked} is {state}", in_model, lambda: self.world.perform(act)
        )

    def _account(self) -> Family:
        return Family(self.world.parent_account.id)
