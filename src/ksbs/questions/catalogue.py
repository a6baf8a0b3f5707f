"""All thirty questions by their numbers, and who may have one answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ksbs.application import policy
from ksbs.application.actor import Actor
from ksbs.application.history import History
from ksbs.application.projection import Projection
from ksbs.application.refusals import NotFound, refuse_turned
from ksbs.application.trail_index import TrailIndex
from ksbs.application.view import AsOf
from ksbs.application.views import RowSource
from ksbs.domain.words import Bilingual
from ksbs.questions import (
    amendments,
    areas,
    city,
    decisions,
    integrity,
    interventions,
    knowledge,
    naming,
    over_time,
    people,
    plan,
    reached,
    record,
    results,
    secrecy,
    sent,
    signs,
)
from ksbs.questions.asking import Asking, MakeAgain
from ksbs.questions.question import Parameter, Question

_PARTS = (
    amendments,
    areas,
    city,
    decisions,
    integrity,
    interventions,
    knowledge,
    naming,
    over_time,
    people,
    plan,
    reached,
    record,
    results,
    secrecy,
    sent,
    signs,
)
QUESTIONS: Mapping[int, Question] = {
    question.number: question
    for question in sorted(
        (each for part in _PARTS for each in part.QUESTIONS),
        key=lambda question: question.number,
    )
}
"""Every question by its number."""

PARAMETERS: Mapping[str, Parameter] = {
    parameter.name: parameter
    for question in QUESTIONS.values()
    for parameter in question.parameters
}
"""Every parameter of any question by its name."""


class NoSuchParameter(Exception):
    """A question does not take what was said."""

    def __init__(self, question: Question, name: str) -> None:
        self.number = question.number
        self.name = name
        self.known = tuple(parameter.name for parameter in question.parameters)
        there_are = ", ".join(self.known)
        super().__init__(
            f"question {self.number} has no parameter {name}; it has: {there_are}"
        )


def question_of(number: object) -> Question:
    """Give the question of a number.

    Raises:
        NotFound: if there is none.
    """
    for question in QUESTIONS.values():
        if str(question.number) == str(number):
            return question
    last = len(QUESTIONS)
    said = Bilingual(
        f"{number}; they are numbered 1 to {last}",
        f"{number}; de är numrerade 1 till {last}",
    )
    raise NotFound("question", said)


@dataclass(frozen=True)
class Questions:
    """Answers the questions at any pair, for those who may ask them.

    `make_again` makes the reports that were sent. `source` is None where no read models
    are kept: then everything is folded. Without `trail_index` questions about the log
    look at every entry.
    """

    history: History
    projections: Mapping[str, Projection]
    make_again: MakeAgain
    source: RowSource | None = None
    late_after_days: int = 14
    trail_index: TrailIndex | None = None

    def ask(
        self,
        question: Question,
        *,
        as_of: AsOf,
        actor: Actor,
        said: Mapping[str, Any],
    ) -> list[dict[str, Any]]:
        """Answer a question with rows of its columns.

        Args:
            question: Which.
            as_of: The pair of times.
            actor: Who asks.
            said: Values of its parameters by name.

        Raises:
            Forbidden: if the actor may not have it answered.
            NoSuchParameter: if it does not take one of them.
            ParametersRefused: if what was said of some cannot be asked for.
            NotYetKnown: if one lies in the future that must not.
            NotFound: if what a parameter names is not there.
        """
        may_ask(actor, question)
        known = {parameter.name for parameter in question.parameters}
        for name in said:
            if name not in known:
                raise NoSuchParameter(question, name)
        refuse_turned(said, ("from", "to"))
        asking = Asking(
            self.history,
            self.projections,
            self.source,
            as_of,
            dict(said),
            actor.person_id,
            self.late_after_days,
            self.trail_index,
            make_again=self.make_again,
        )
        return question.table(asking)


def may_ask(actor: Actor, question: Question | None = None) -> None:
    """Require that the actor may ask questions, or this one.

    Raises:
        Forbidden: if not.
    """
    personal = question is not None and question.personal
    what = policy.Read.PERSONAL_QUESTIONS if personal else policy.Read.QUESTIONS
    verdict = policy.may_read(actor, what, relations=())
    policy.require(verdict, action=what.value, role=actor.role)
