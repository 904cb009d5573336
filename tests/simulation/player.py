"""Random acts through the public services, each done to the model too, compared after each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from core.domain.enrollment import Enrollment
from core.domain.grounds import Ground, RefusalReason
from core.domain.ids import CertificateId, EnrollmentId, GroupId
from core.domain.money import Money
from core.services.acceptance import accept_enrollment, decline_enrollment
from core.services.answers import confirm_enrollment, refuse_enrollment
from core.services.desk_offers import Shares
from core.services.leaving import leave_enrollment, withdraw_enrollment
from core.services.requests import EnrollmentRequest, request_enrollment
from core.services.taking_back import take_back_offer
from core.services.terminating import terminate_enrollment
from tests.simulation.auditor import ensure_audited, ensure_same
from tests.simulation.desk import ensure_own
from tests.simulation.founder import Founder
from tests.simulation.papers import Child, Contract
from tests.simulation.sums import DAY
from tests.simulation.town import OPENING

Act = Callable[..., Enrollment]
# Every act that is drawn, and how often.
OFTEN = {
    "ask": 10, "confirm": 6, "accept": 5, "leave": 2, "run": 5, "wait": 5, "fund": 4, "issue": 3,
    "ask_again": 1, "refuse": 1, "take_back": 2, "decline": 1, "withdraw": 1, "terminate": 1,
    "limit": 1, "cap": 1, "close_requests": 1, "limit_child": 1, "limit_category": 2,
    "set_nominal": 2, "ask_for_money": 1, "come_back": 3, "unfund": 1, "freeze": 1, "unfreeze": 1,
    "close": 1, "leave_queue": 1, "move_provider": 1, "offer": 2, "change_group": 1, "apply": 1,
    "confirm_application": 2, "answer_application": 1, "agree": 1, "certify": 2, "move_module": 1,
    "move_program": 1, "add_module": 1, "change_module": 1, "change_program": 1, "set_price": 2,
    "set_price_cap": 1, "edit_group": 3, "add_group": 1, "archive_group": 1, "add_provider": 1,
    "correct_provider": 1, "answer_provider": 1, "add_program": 2, "enter_certificates": 1,
    "bring_file": 3, "archive_missed": 1, "add_municipality": 1, "change_municipality": 1,
    "add_period": 1, "change_period": 2, "add_category": 1, "rename_category": 1,
    "say_lessons": 3, "settle_month": 2, "correct_certificate": 2,
}  # fmt: skip
# Nobody says no to these.
NEVER_REFUSED = {"run", "wait"}


@dataclass
class Player(Founder):
    """Plays one sequence of acts of families, staff and officers."""

    asked: list[tuple[EnrollmentRequest, Child]] = field(default_factory=list)

    async def play(self, steps: int) -> None:
        for name in self.random.choices([*OFTEN], [*OFTEN.values()], k=steps):
            await self.do(name)
            await ensure_same(self.world, self.model, self.said)
        await ensure_audited(self.world, self.said)

    async def ask(self) -> None:
        child = self.random.choice(self.model.children)
        going = [c for c in self.model.courses if c.goes_on(child.today)]
        course = self.random.choice(going or self.model.courses)
        first = course.starts(OPENING.date())
        start = self.random.choice(
            (first, child.today, child.today + 4 * DAY, child.today - DAY)
            if self.random.random() < 0.3
            else (course.starts(child.today),)
        )
        certificate, parent = self.model.shown(child, course, start)
        if self.random.random() < 0.1:
            certificate += 1
        request = EnrollmentRequest(
            CertificateId(child.id), GroupId(course.group), start,
            Money(certificate), Money(parent), f"key-{len(self.said)}",
        )  # fmt: skip
        await self._ask(request, child)

    async def ask_again(self) -> None:
        """The same screen once more, or a forged one under its key."""
        if not self.asked:
            await self.instead(self.ask)
        else:
            request, child = self.random.choice(self.asked)
            group, share = request.group, request.certificate_share
            forged = (request.group, share, request.parent_share + Money(1))
            other = (GroupId(self.random.choice(self.model.courses).group), share, Money(0))
            same = (group, share, request.parent_share)
            group, share, rest = self.random.choice((same, same, forged, other))
            again = EnrollmentRequest(
                request.certificate, group, request.start, share, rest, request.key
            )
            await self._ask(again, child)

    async def _ask(self, request: EnrollmentRequest, child: Child) -> None:
        course = next(c for c in self.model.courses if c.group == request.group)
        sums = request.certificate_share.kopecks, request.parent_share.kopecks
        family, foreign = self.family(child)

        def in_model() -> Contract | None:
            ensure_own(foreign=foreign)
            return self.model.request(child, course, request.start, sums, request.key)

        done = await self.both(
            f"{child.id} asks for {request.group} from {request.start} at {sums} {request.key}",
            in_model,
            lambda: self.world.perform(request_enrollment, family, request),
        )
        if done is None:
            return
        earlier, enrollment = done
        if earlier is None:
            self.model.book(enrollment.id, child, course, request.start, request.key)
            self.asked.append((request, child))
        else:
            assert earlier.id == enrollment.id, self.story

    async def confirm(self) -> None:
        await self._answer("confirm", self.model.confirm, confirm_enrollment)

    async def refuse(self) -> None:
        """Now and then what is refused already, for another reason."""
        reasons = (RefusalReason.LEVEL_MISMATCH, RefusalReason.GROUP_FULL)
        reason = self.random.choice(reasons)
        await self._answer(
            f"refuse for {reason}",
            lambda contract: self.model.refuse(contract, reason.value),
            refuse_enrollment,
            reason,
            of=self.random.choice(("REQUESTED", "REQUESTED", "REFUSED")),
        )

    async def take_back(self) -> None:
        await self._answer("take back", self.model.take_back, take_back_offer, of="OFFERED")

    async def _answer(
        self,
        word: str,
        in_model: Callable[[Contract], None],
        act: Act,
        *more: RefusalReason,
        of: str = "REQUESTED",
    ) -> None:
        contract = self._contract(of)
        if contract is None:
            await self.instead(self.ask)
            return
        staff, foreign = self.staff(contract.course.provider)
        concluded = contract.concluded

        def both() -> None:
            ensure_own(foreign=foreign)
            in_model(contract)

        await self.both(
            f"{word} {contract.id}",
            both,
            lambda: self.world.perform(act, staff, EnrollmentId(contract.id), *more),
        )
        await self.ask_late(contract, concluded)

    async def accept(self) -> None:
        """What the desk offered is accepted with the sums on the parent's screen of today."""
        contract = self._contract("OFFERED")
        if contract is None or not contract.at_the_desk:
            await self._say("accept", self.model.accept, accept_enrollment, contract)
            return
        child, concluded = contract.child, contract.concluded
        family, foreign = self.family(child)
        start = max(contract.first, child.today)
        shown = self.model.shown(child, contract.course, start)
        if self.random.random() < 0.1:
            shown = shown[0] + 1, shown[1]

        def expected() -> None:
            ensure_own(foreign=foreign)
            self.model.accept(contract, shown)

        shares = Shares(Money(shown[0]), Money(shown[1]))
        await self.both(
            f"accept {contract.id} of the desk at {shown}",
            expected,
            lambda: self.world.perform(
                accept_enrollment, family, EnrollmentId(contract.id), shares
            ),
        )
        await self.ask_late(contract, concluded)

    async def decline(self) -> None:
        await self._say("decline", self.model.decline, decline_enrollment)

    async def withdraw(self) -> None:
        await self._say("withdraw", self.model.withdraw, withdraw_enrollment)

    async def _say(
        self,
        word: str,
        in_model: Callable[[Contract], None],
        act: Act,
        contract: Contract | None = None,
    ) -> None:
        """The family's word about an enrollment of its child."""
        contract = contract or self._contract()
        if contract is None:
            await self.instead(self.ask)
            return
        family, foreign = self.family(contract.child)
        concluded = contract.concluded

        def expected() -> None:
            ensure_own(foreign=foreign)
            in_model(contract)

        await self.both(
            f"{word} {contract.id}",
            expected,
            lambda: self.world.perform(act, family, EnrollmentId(contract.id)),
        )
        await self.ask_late(contract, concluded)

    async def terminate(self) -> None:
        contract = self._contract("ACTIVE", "ENDING")
        if contract is None:
            await self.instead(self.ask)
            return
        ground = self.random.choice((Ground.PAYMENT_OVERDUE, Ground.SERVICE_IMPOSSIBLE))
        staff, foreign = self.staff(contract.course.provider)
        shown = self.model.last_day_if_left(contract)

        def in_model() -> None:
            ensure_own(foreign=foreign)
            self.model.terminate(contract, ground.value, shown)

        await self.both(
            f"terminate {contract.id} for {ground}, shown {shown}",
            in_model,
            lambda: self.world.perform(
                terminate_enrollment, staff, EnrollmentId(contract.id), ground,
                shown_last_day=shown,
            ),
        )  # fmt: skip

    async def leave(self) -> None:
        contract = self._contract("ACTIVE")
        if contract is None:
            await self.instead(self.ask)
            return
        family, foreign = self.family(contract.child)
        shown = self.model.last_day_if_left(contract)
        if self.random.random() < 0.1:
            shown += DAY

        def in_model() -> None:
            ensure_own(foreign=foreign)
            self.model.leave(contract, shown)

        await self.both(
            f"leave {contract.id}, shown {shown}",
            in_model,
            lambda: self.world.perform(
                leave_enrollment, family, EnrollmentId(contract.id), shown_last_day=shown
            ),
        )

    def _contract(self, *states: str) -> Contract | None:
        """Any, but mostly one of these states."""
        contracts = list(self.model.contracts.values())
        if states and self.random.random() < 0.7:
            contracts = [c for c in contracts if c.state in states] or contracts
        return self.random.choice(contracts) if contracts else None
