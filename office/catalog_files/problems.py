"""Why a value was not understood or a file not read: codes, and the sentences they stand for."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Reason(StrEnum):
    """What is wrong with a cell, or worth knowing about it."""

    ADDRESS_NOT_UNDERSTOOD = "address-not-understood"
    ADULTS = "adults"
    AGES_ARE_BIRTH_YEARS = "ages-are-birth-years"
    AGES_ARE_CLASSES = "ages-are-classes"
    AGES_BECAME_A_DATE = "ages-became-a-date"
    AGES_IN_HALVES = "ages-in-halves"
    AGES_NOT_UNDERSTOOD = "ages-not-understood"
    AGES_WITHOUT_YOUNGEST = "ages-without-youngest"
    BROKEN_LETTERS = "broken-letters"
    BROKEN_QUOTES = "broken-quotes"
    BUDGET_NEEDS_PUBLIC_PROVIDER = "budget-needs-public-provider"
    BUDGET_PROGRAM_WITH_PRICE = "budget-program-with-price"
    CHOICE_NOT_UNDERSTOOD = "choice-not-understood"
    CONTINUES_ABOVE = "continues-above"
    DATES_BACKWARDS = "dates-backwards"
    DATES_NOT_UNDERSTOOD = "dates-not-understood"
    DAY_FROM_ABOVE = "day-from-above"
    DIFFERS_FROM_PROGRAM = "differs-from-program"
    DIRECTION_FROM_ABOVE = "direction-from-above"
    DIRECTION_NOT_UNDERSTOOD = "direction-not-understood"
    DURATION_NOT_UNDERSTOOD = "duration-not-understood"
    FORM_NOT_UNDERSTOOD = "form-not-understood"
    FORMULA_ERROR = "formula-error"
    FREE_BUT_PRICED = "free-but-priced"
    FREE_WITHOUT_PRICE = "free-without-price"
    HIDDEN_COLUMN = "hidden-column"
    HIDDEN_ROW = "hidden-row"
    INN_WRONG = "inn-wrong"
    LEVEL_NOT_UNDERSTOOD = "level-not-understood"
    LONGER_THAN_A_YEAR = "longer-than-a-year"
    MISSING_BIRTH_DATE = "missing-birth-date"
    MISSING_CATEGORY = "missing-category"
    MISSING_NAME = "missing-name"
    NAME_NOT_UNDERSTOOD = "name-not-understood"
    NUMBER_NOT_UNDERSTOOD = "number-not-understood"
    SAME_CHILD_TWICE = "same-child-twice"
    SAME_NUMBER_TWICE = "same-number-twice"
    MISSING_AGES = "missing-ages"
    MISSING_DIRECTION = "missing-direction"
    MISSING_FORM = "missing-form"
    MISSING_PROVIDER = "missing-provider"
    MISSING_REGISTRY = "missing-registry"
    MISSING_STUDY_YEAR = "missing-study-year"
    MUNICIPALITY_NOT_REGISTERED = "municipality-not-registered"
    MISSING_TITLE = "missing-title"
    OUTSIDE_STUDY_YEAR = "outside-study-year"
    PHONE_NOT_UNDERSTOOD = "phone-not-understood"
    PLACES_CONTRADICT = "places-contradict"
    PLACES_NOT_UNDERSTOOD = "places-not-understood"
    POINT_NOT_UNDERSTOOD = "point-not-understood"
    PRICE_DIFFERS = "price-differs"
    PRICE_FROM = "price-from"
    PRICE_MULTIPLIED = "price-multiplied"
    PRICE_NOT_UNDERSTOOD = "price-not-understood"
    PRICE_NOT_WRITTEN = "price-not-written"
    PRICE_PER_LESSON = "price-per-lesson"
    PRICE_PER_MONTH = "price-per-month"
    PRICE_RANGE = "price-range"
    PROVIDER_NOT_NAMED = "provider-not-named"
    REGISTRY_NOT_UNDERSTOOD = "registry-not-understood"
    SAME_ROW_TWICE = "same-row-twice"
    SEVERAL_GROUPS = "several-groups"
    SEVERAL_IN_A_CELL = "several-in-a-cell"
    SEVERAL_PROGRAMS = "several-programs"
    STUDY_YEAR_NOT_UNDERSTOOD = "study-year-not-understood"
    TEXT_CUT = "text-cut"
    TEXT_TOO_LONG = "text-too-long"
    TIMETABLE_NOT_READ = "timetable-not-read"
    TIMES_ARE_A_BARE_HOUR = "times-are-a-bare-hour"
    TIMES_BACKWARDS = "times-backwards"
    TIMES_COUNTED = "times-counted"
    TIMES_NOT_KNOWN_YET = "times-not-known-yet"
    TIMES_NOT_UNDERSTOOD = "times-not-understood"
    TIMES_NOT_WEEKLY = "times-not-weekly"
    TIMES_OF_ANOTHER_DAY = "times-of-another-day"
    TIMES_OF_ONE_GROUP = "times-of-one-group"
    TIMES_OVER_A_DAY = "times-over-a-day"
    TITLE_WITH_PERSON = "title-with-person"
    UNKNOWN_MUNICIPALITY = "unknown-municipality"
    UNKNOWN_PROVIDER = "unknown-provider"
    WIDER_THAN_HEADER = "wider-than-header"
    YES_OR_NO_NOT_UNDERSTOOD = "yes-or-no-not-understood"


class Refusal(StrEnum):
    """Why a whole file was not read."""

    BINARY = "binary"
    BROKEN_JSON = "broken-json"
    BROKEN_WORKBOOK = "broken-workbook"
    COPY_NOT_WRITTEN = "copy-not-written"
    DEFAULT_MISSING = "default-missing"
    DEFAULTS_BROKEN = "defaults-broken"
    DEFAULTS_KEY_MISSING = "defaults-key-missing"
    DEFAULTS_KEY_UNKNOWN = "defaults-key-unknown"
    DEFAULTS_VALUE = "defaults-value"
    EMPTY = "empty"
    MERGED_TOO_LARGE = "merged-too-large"
    NO_CHILDREN = "no-children"
    NOT_A_TABLE = "not-a-table"
    NOT_FOUND = "not-found"
    OLD_WORKBOOK = "old-workbook"
    PAGE = "page"
    TOO_LARGE = "too-large"
    UNREADABLE = "unreadable"


class CatalogFileRefused(Exception):
    """A file that cannot be read at all, for one reason that a person can remove.

    `code` chooses the sentence (`messages.REFUSAL_MESSAGES`), `facts` are its arguments;
    `file` is always among them.
    """

    def __init__(self, code: Refusal, *, file: str, **facts: str | int) -> None:
        super().__init__(f"{code}: {file}")
        self.code = code
        self.facts: Mapping[str, str | int] = {"file": file, **facts}


class NotUnderstood(Exception):
    """A cell's text that a parser does not read; `fatal` ones keep the row out."""

    def __init__(self, reason: Reason, *, fatal: bool = True) -> None:
        super().__init__(reason)
        self.reason = reason
        self.fatal = fatal
