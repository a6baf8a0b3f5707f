"""What the values of rows mean that are words of the process, in both languages."""

from collections.abc import Iterator, Mapping
from functools import cache

from pydantic import JsonValue

from ksbs.application.projection import Projection
from ksbs.domain.followup.capacity import CapacityView
from ksbs.domain.kinds import (
    CauseLevel,
    GoalAssessment,
    InterventionStatus,
    MemberKind,
    SchoolForm,
    Seen,
    Status,
    Supplier,
)
from ksbs.domain.words import Role, Word
from ksbs.http.wire_views import Labels, Wording

WORDS_OF_COLUMN: Mapping[tuple[str, str], type[Word]] = {
    ("programme_status", "status"): Status,
    ("programme_status", "school_form"): SchoolForm,
    ("people", "role"): Role,
    ("people", "kind"): MemberKind,
    ("milestones", "milestone"): Status,
    ("causes", "level"): CauseLevel,
    ("goal_assessments", "assessment"): GoalAssessment,
    ("interventions", "status"): InterventionStatus,
    ("interventions", "supplier"): Supplier,
    ("sign_observations", "seen"): Seen,
    ("support", "delivery"): InterventionStatus,
    ("capacity_levels", "seen_by"): CapacityView,
}
"""The words of columns whose values other lists of words share."""


def labels_of(projection: Projection, values: Mapping[str, JsonValue]) -> Labels:
    """Give the labels of a row's values, by the column's name in the row as it is."""
    return {
        column.name: label
        for column in projection.columns
        if column.kind == "text" and column.name in values
        for label in [label_of(projection, column.name, values[column.name])]
        if label is not None
    }


def label_of(projection: Projection, column: str, value: JsonValue) -> Wording | None:
    """Give what a value means, None if it is no word or could be several."""
    if not isinstance(value, str):
        return None
    own = WORDS_OF_COLUMN.get((projection.name, column))
    if own is not None:
        found = [word for word in own if word.value == value]
        return _label(found[0]) if found else None
    meanings = _meanings().get(value, frozenset())
    if len(meanings) != 1:
        return None
    (said,) = meanings
    return Wording(sv=said[0], en=said[1])


def _label(word: Word) -> Wording:
    return Wording(sv=word.sv, en=word.en)


@cache
def _meanings() -> Mapping[str, frozenset[tuple[str, str]]]:
    found: dict[str, set[tuple[str, str]]] = {}
    for words in _all(Word):
        for word in words:
            found.setdefault(word.value, set()).add((word.sv, word.en))
    return {value: frozenset(said) for value, said in found.items()}


def _all(words: type[Word]) -> Iterator[type[Word]]:
    for each in words.__subclasses__():
        yield each
        yield from _all(each)
