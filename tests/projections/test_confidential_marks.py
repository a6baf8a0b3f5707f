"""A mark is shown while it is in force."""

from typing import Any

from ksbs.domain.record.confidentiality import (
    ConfidentialityLifted,
    ConfidentialityMarked,
)
from projections.confidential_marks import rows
from tests.support.cast import DAY, OFFICER, an_id
from tests.support.given import nominated
from tests.support.telling import given

ENTRY = an_id(90)
SAID: dict[str, Any] = {
    "occurred_on": DAY,
    "target_event_id": ENTRY,
    "legal_reference": "OSL 23 kap. 2 §",
    "decided_by": OFFICER,
    "reason": "Gruppen är liten.",
}


def test_each_marked_field_shows_its_legal_ground() -> None:
    # given
    marks = [ConfidentialityMarked(**SAID, field=f) for f in ("summary", "group")]
    # when
    summary, group = rows(given(nominated(), *marks))
    # then
    assert summary == {
        "entry_id": ENTRY,
        "field": "summary",
        "marked_on": DAY,
        "legal_reference": "OSL 23 kap. 2 §",
        "decided_by": OFFICER,
    }
    assert group["field"] == "group"


def test_a_mark_that_is_lifted_is_gone() -> None:
    # given
    marked = ConfidentialityMarked(**SAID, field="summary")
    lifted = ConfidentialityLifted(**SAID, field="summary")
    # when, then
    assert list(rows(given(nominated(), marked, lifted))) == []
