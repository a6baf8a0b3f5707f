"""What the examples of the thirty questions say: one of them, as it is answered."""

from typing import Any

from ksbs.http.questioning import question_view
from ksbs.http.readers import EXAMPLE_ID
from ksbs.questions.catalogue import QUESTIONS

_SHOWN = 28
_CELLS = {
    "school": "Exempelskolan",
    "schoolUnitCode": "01234567",
    "programmeId": EXAMPLE_ID,
    "rule": "fewer_than_six_sessions",
    "usedOn": "2027-02-08",
    "chief": "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c21",
    "chiefAgreedOn": "2027-02-03",
    "principal": "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c22",
    "principalAgreedOn": "2027-02-02",
}


def question_examples() -> dict[str, Any]:
    """Give the values by component and property."""
    shown = question_view(QUESTIONS[_SHOWN]).wire()
    row = {column["name"]: _CELLS[column["name"]] for column in shown["columns"]}
    return {
        **{f"QuestionView.{name}": value for name, value in shown.items()},
        "QuestionAnswer.number": _SHOWN,
        "QuestionAnswer.question": shown["question"],
        "QuestionAnswer.columns": shown["columns"],
        "QuestionAnswer.items": [row],
    }
