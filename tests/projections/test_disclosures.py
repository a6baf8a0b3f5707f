"""What was asked for is shown with what was handed out, and what was masked."""

from ksbs.domain.programme import Programme
from ksbs.domain.record.disclosure import DisclosureOutcome, DisclosureRequested
from ksbs.domain.record.disclosure_decision import DisclosureDecided, MaskedField
from projections.disclosures import rows
from tests.support.cast import DAY, OFFICER, an_id
from tests.support.given import nominated
from tests.support.telling import given

REQUEST, ENTRY = an_id(81), an_id(90)
REQUESTED = DisclosureRequested(
    occurred_on=DAY,
    request_id=REQUEST,
    requested_scope="Nulägesanalysen.",
    requester_kind="allmänheten",
)
DECIDED = DisclosureDecided(
    occurred_on=DAY,
    decision_id=an_id(82),
    request_id=REQUEST,
    scope="Sammanfattningen.",
    outcome=DisclosureOutcome.WITH_MASKING,
    masked_fields=(
        MaskedField(event_id=ENTRY, field="summary"),
        MaskedField(event_id=ENTRY, field="group"),
    ),
    legal_reference="OSL 23 kap. 2 §",
    decided_by=OFFICER,
    delivered_on=DAY,
)


def test_a_request_shows_before_it_is_decided() -> None:
    # given, when
    (row,) = rows(given(nominated(), REQUESTED))
    # then
    told = {name: value for name, value in row.items() if value is not None}
    assert told == {
        "request_id": REQUEST,
        "requested_on": DAY,
        "requested_scope": "Nulägesanalysen.",
        "requester_kind": "allmänheten",
    }


def test_a_decision_shows_each_masked_field_of_each_entry() -> None:
    # given, when
    (row,) = rows(given(nominated(), REQUESTED, DECIDED))
    # then
    assert row["masked_entries"] == (ENTRY, ENTRY)
    assert row["masked_fields"] == ("summary", "group")
    assert (row["decided_on"], row["delivered_on"]) == (DAY, DAY)
    assert (row["outcome"], row["scope"]) == (
        "granted_with_masking",
        "Sammanfattningen.",
    )
    assert (row["decided_by"], row["legal_reference"]) == (OFFICER, "OSL 23 kap. 2 §")


def test_a_decision_whose_request_is_not_folded_shows_nothing() -> None:
    # given a decision that stands before its request
    early = DECIDED.evolve(Programme())
    # when, then
    assert list(rows(early)) == []
    assert [row["decided_on"] for row in rows(REQUESTED.evolve(early))] == [DAY]
