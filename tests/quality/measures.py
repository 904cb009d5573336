"""What the answers to a question are worth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Final

from tests.quality.facts import Offered
from tests.quality.hints import any_means
from tests.quality.questions import Question

FIRST: Final = 5


@dataclass(frozen=True, slots=True)
class Score:
    """One question asked of one catalog.

    `recall` is None where nothing fits, `precision` where nothing came and something should.
    `contradictions` and `unwanted` count over all answers, not only over the first ones.
    """

    question: Question
    catalog: str
    recall: float | None
    precision: float | None
    contradictions: int
    unwanted: int


@dataclass(frozen=True, slots=True)
class Summary:
    """Means over the questions to which a measure applies; None where it applies to none."""

    cases: int
    recall: float | None
    precision: float | None
    contradictions: int
    unwanted: int


def score(
    question: Question, catalog: str, programs: Sequence[Offered], answers: Sequence[Offered]
) -> Score:
    """`answers` are in the order in which the search gave them, from all `programs`."""
    expected, facts = question.expected[catalog], question.facts
    wanted = wanted_of(question, catalog, programs)
    first = answers[:FIRST]
    right = [
        each
        for each in first
        if any_means(expected.must + expected.may, each)
        and not any_means(expected.must_not, each)
        and not facts.contradict(each)
    ]
    came = sum(each in wanted for each in first)
    return Score(
        question=question,
        catalog=catalog,
        recall=came / min(FIRST, len(wanted)) if wanted else None,
        precision=_precision(len(right), len(first), something_fits=bool(wanted)),
        contradictions=sum(facts.contradict(each) for each in answers),
        unwanted=sum(any_means(expected.must_not, each) for each in answers),
    )


def wanted_of(question: Question, catalog: str, programs: Sequence[Offered]) -> list[Offered]:
    """The programs that must come before all others."""
    must = question.expected[catalog].must
    return [each for each in programs if any_means(must, each) and question.facts.fit(each)]


def summary(scores: Sequence[Score]) -> Summary:
    return Summary(
        cases=len(scores),
        recall=_mean([each.recall for each in scores if each.recall is not None]),
        precision=_mean([each.precision for each in scores if each.precision is not None]),
        contradictions=sum(each.contradictions for each in scores),
        unwanted=sum(each.unwanted for each in scores),
    )


def _precision(right: int, came: int, *, something_fits: bool) -> float | None:
    """An empty answer is right where nothing fits; elsewhere the recall tells of it."""
    if came:
        return right / came
    return None if something_fits else 1.0


def _mean(values: Sequence[float]) -> float | None:
    return fmean(values) if values else None
