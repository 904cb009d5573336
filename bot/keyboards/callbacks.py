"""Every button of the bot: ids only, at most 64 bytes (and one more mark, `APART`)."""

from __future__ import annotations

from bot.keyboards.packing import Day, Number, Pressed
from core.domain.notice import NoticeKind


class HomePressed(Pressed, prefix="h"):
    pass


class MorePressed(Pressed, prefix="mo"):
    pass


class NothingPressed(Pressed, prefix="x"):
    """The `2/7` between the arrows."""


class ConsentPressed(Pressed, prefix="co"):
    """The consent to the text that was shown; `link` is the deep link that waits for it."""

    version: str
    link: str


class ConsentLanguagePressed(Pressed, prefix="cl"):
    language: str
    link: str


class LanguageOpened(Pressed, prefix="lo"):
    pass


class LanguagePressed(Pressed, prefix="la"):
    language: str


class HelpPressed(Pressed, prefix="he"):
    pass


class PrivacyPressed(Pressed, prefix="pr"):
    pass


class NotificationsOpened(Pressed, prefix="no"):
    pass


class NotificationGroupOpened(Pressed, prefix="ng"):
    """The switches of one group; a group that is not known opens the list of them."""

    section: str


class NotificationGroupPressed(Pressed, prefix="na"):
    """All switches of a group at once."""

    section: str
    off: bool


class NotificationPressed(Pressed, prefix="nt"):
    kind: NoticeKind
    off: bool


class FamilyPressed(Pressed, prefix="f"):
    pass


class ChildPressed(Pressed, prefix="fc"):
    certificate: Number


class HistoryPressed(Pressed, prefix="hi"):
    """Page 0 is the newest; certificate 0 asks which child."""

    certificate: Number
    page: Number


class StatementPressed(Pressed, prefix="hf"):
    """All movements of a child's money as a file."""

    certificate: Number


class ChildrenOpened(Pressed, prefix="cc"):
    """Whose programs? Back to the program, or to the search when it is 0. Of a search it says
    which one, by its words.
    """

    program: Number
    pick: Number


class ChildChosen(Pressed, prefix="ch"):
    certificate: Number
    program: Number
    pick: Number


class ProgramPressed(Pressed, prefix="p"):
    program: Number
    page: Number


class SimilarPressed(Pressed, prefix="si"):
    program: Number


class GroupPressed(Pressed, prefix="g"):
    certificate: Number
    group: Number


class StartPressed(Pressed, prefix="st"):
    """`ticks` are the consents given so far, a bit each."""

    certificate: Number
    group: Number
    start: Day
    ticks: Number


class RequestPressed(Pressed, prefix="q"):
    """What a parent confirms, with the sums as shown and the screen's own key (ENR-5)."""

    certificate: Number
    group: Number
    start: Day
    certificate_share: Number
    parent_share: Number
    key: str


class EnrollmentsPressed(Pressed, prefix="en"):
    page: Number


class EnrollmentPressed(Pressed, prefix="e"):
    enrollment: Number


class ContractPressed(Pressed, prefix="kt"):
    """The text of a contract that was concluded."""

    enrollment: Number


class AcceptPressed(Pressed, prefix="ac"):
    """Yes to a place that the provider confirmed (ENR-2)."""

    enrollment: Number


class OfferOpened(Pressed, prefix="oo"):
    """The calculation of an offer from the desk; `ticks` as in `StartPressed`."""

    enrollment: Number
    ticks: Number


class OfferAccepted(Pressed, prefix="oa"):
    """What a parent accepts, with the sums as shown (ENR-12)."""

    enrollment: Number
    certificate_share: Number
    parent_share: Number


class MovePressed(Pressed, prefix="mv"):
    enrollment: Number


class MoveAsked(Pressed, prefix="mc"):
    """Another group of the same module, shown before it is changed to (ENR-13)."""

    enrollment: Number
    group: Number


class MoveChosen(Pressed, prefix="mk"):
    """The yes to it."""

    enrollment: Number
    group: Number


class LeavePressed(Pressed, prefix="l"):
    enrollment: Number


class LeaveConfirmed(Pressed, prefix="lc"):
    enrollment: Number
    last_day: Day
    # Whether it was still waiting for an answer when the cost was shown.
    waits: bool


class OperatorPressed(Pressed, prefix="op"):
    pass


class InvitePressed(Pressed, prefix="opi"):
    """An operator's invitation to a child: to look only, or to act."""

    certificate: Number
    look: bool
