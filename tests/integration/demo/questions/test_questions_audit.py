"""The questions that audit the record, answered by hand from the demo's pages.

The pages are docs/tutorial/the-demo-municipality.md and the-demo-city-programmes.md.
"""

from collections.abc import Sequence
from typing import Any

from uuid_utils.compat import uuid7

from ksbs.application.services import Services
from ksbs.demo import DemoClock
from ksbs.store.application import KsbsApplication
from ksbs.store.event_store import LogEventStore
from tests.integration.demo.questions.conftest import Ask, shown
from tests.integration.demo.world import Filled
from tests.support.api import Site


def test_01_who_decided_that_uddexemplet_takes_part(ask: Ask) -> None:
    # when asked before and after the first decision was annulled
    first = ask(1, programme="01000034", validAt="2026-04-16", knownAt="2026-04-16")
    second = ask(1, programme="01000034")

    # then
    assert shown(first, "kind", "decidedOn") == [("EnrolmentDecided", "2026-04-15")]
    (row,) = second
    assert (row["school"], row["decidedOn"]) == ("Uddexemplets skola", "2026-04-27")
    assert (row["chiefStance"], row["principalStance"]) == ("for", "for")
    assert row["deciders"] == [row["chief"], row["principal"]]
    assert row["legalBasis"] == ["Skollagen 4 kap. 3–7 §§"]


def test_02_what_lacks_one_of_the_two(ask: Ask) -> None:
    # when
    then = ask(2, validAt="2023-09-20", knownAt="2023-09-20")
    at_last = ask(2)

    # then no decision does; Björkexemplet waited then, Lilla Exempelskolan does still
    columns = ("school", "what", "matter", "on", "lacks")
    assert shown(then, *columns) == [
        ("Björkexemplets skola", "waiting", "enrolment", "2023-09-18", ["chief"])
    ]
    assert shown(at_last, *columns) == [
        ("Lilla Exempelskolan", "waiting", "enrolment", "2026-06-01", ["chief"])
    ]


def test_03_what_a_principal_recorded_in_two_weeks(ask: Ask) -> None:
    # given
    principal = ask.person("01000001", "principal")

    # when
    period = {"from": "2024-01-20", "to": "2024-02-02"}
    rows = ask(3, person=str(principal), programme="01000001", **period)

    # then the three areas were ranked, the third a week after the others
    assert shown(rows, "event", "occurredOn", "role") == [
        ("AreaPrioritised", "2024-01-30", "principal"),
        ("AreaPrioritised", "2024-01-23", "principal"),
        ("AreaPrioritised", "2024-01-23", "principal"),
    ]


def test_04_which_sessions_and_starts_came_late(ask: Ask) -> None:
    # when
    sessions = ask(4, event="SessionHeld")
    starts = ask(4, event="ProgrammeStarted")

    # then
    assert shown(sessions, "school", "occurredOn", "daysLate") == [
        ("Torpexemplets skola", "2026-03-09", 30),
        ("Gärdexemplets skola", "2023-12-08", 31),
        ("Exempelskolan", "2023-12-05", 34),
    ]
    assert sessions[0]["lateReason"] == "Processtödjaren var sjuk i mars."
    assert shown(starts, "school", "occurredOn", "daysLate") == [
        ("Norra Exempelgymnasiet", "2024-08-19", 21)
    ]


def test_05_all_corrections_and_annulments(ask: Ask) -> None:
    # when
    rows = ask(5)

    # then
    corrected = [row for row in rows if row["event"] == "EntryCorrected"]
    assert shown(corrected[::-1], "school", "target", "field", "inForce") == [
        ("Vikexemplets skola", "EvidenceAdded", "source", True),
        ("Hagexemplets skola", "EvidenceAdded", "summary", True),
        ("Exempelgymnasiet Torget", "SessionHeld", "purpose", False),
        ("Exempelskolan", "SessionHeld", "occurredOn", True),
        ("Exempelskolan", "GoalSet", "text", True),
        ("Ekexemplets skola", "SessionHeld", "occurredOn", True),
        ("Ekexemplets skola", "SessionHeld", "occurredOn", True),
        ("Ekexemplets skola", "GoalSet", "targetDate", True),
    ]
    assert shown(corrected[1:3], "before", "after", "role") == [
        ("2024-03-25", "2024-03-27", "registrar"),
        ("2024-03-26", "2024-03-25", "registrar"),
    ]
    annulled = [row for row in rows if row["event"] == "EntryAnnulled"]
    assert shown(annulled[::-1], "school", "target", "inForce") == [
        ("Exempelgymnasiet Torget", "EntryCorrected", True),
        ("Exempelskolan", "VisibleSignObserved", True),
        ("Exempelskolan", "VisibleSignObserved", False),
        ("Exempelskolan", "EntryAnnulled", True),
        ("Uddexemplets skola", "EnrolmentDecided", True),
    ]
    assert annulled[0]["reason"] == "Beslutet angav fel startdag."


def test_06_who_led_and_attended_the_fourth_session(ask: Ask) -> None:
    # given the process supporter and the analyst of the school
    leaders = [
        str(ask.person("01000001", role)) for role in ("process-supporter", "analyst")
    ]

    # when
    (row,) = ask(6, session=4, programme="01000001")
    as_known_then = ask(6, session=4, programme="01000001", knownAt="2023-12-01")

    # then the day was corrected, and one of the four members was absent
    assert row["heldOn"] == "2023-11-14"
    assert shown(as_known_then, "heldOn") == [("2023-11-15",)]
    assert row["ledBy"] == leaders
    assert (row["attended"], row["absent"]) == (3, 1)
    assert not set(row["attendees"]) & set(row["absentees"])


def test_07_which_events_carry_a_case_number(ask: Ask) -> None:
    # when
    rows = ask(7, dnr="KS 2023/0190")

    # then
    assert shown(rows[::-1], "school", "event", "occurredOn") == [
        ("Ekexemplets skola", "EnrolmentDecided", "2023-10-23"),
        ("Ekexemplets skola", "CaseRegistered", "2023-10-24"),
        ("Ekexemplets skola", "DocumentRegistered", "2025-02-10"),
        ("Ekexemplets skola", "DocumentRegistered", "2025-02-13"),
    ]


class Tampered(LogEventStore):
    """The log with one byte of one entry changed behind its back."""

    position = 100

    def stored(self, first: int, last: int) -> list[Any]:
        found: Sequence[Any] = super().stored(first, last)
        return [
            (*row[:5], row[5].replace(b"2", b"3", 1))
            if row[2] == self.position
            else row
            for row in found
        ]


def test_08_nothing_has_been_altered_and_a_changed_byte_would_show(
    ask: Ask, filled: Filled
) -> None:
    # when
    rows = ask(8, since="2025-01-31")

    # then the roots recorded that day and last are those of the entries' bytes
    assert shown(rows, "unaltered", "altered", "basis") == [(True, [], "bytes")] * 2
    assert rows[0]["knownAt"] == "2025-01-31T22:59:59.999999Z"
    assert rows[0]["position"] < rows[1]["position"] == filled.summary.events
    assert all(row["recordedRoot"] == row["recomputedRoot"] for row in rows)

    # when a byte is another
    application = KsbsApplication(filled.demo.dsn)
    try:
        with Site(Services(Tampered(application), DemoClock(), uuid7)) as site:
            rows = Ask(site)(8, since="2025-01-31")
    finally:
        application.close()

    # then
    assert shown(rows, "unaltered", "altered") == [(False, [100])] * 2


def test_09_which_entries_are_marked_confidential(ask: Ask) -> None:
    # when
    then = ask(9, validAt="2024-10-14", knownAt="2024-10-14")
    at_last = ask(9)

    # then one of two marks was lifted since
    columns = ("school", "event", "occurredOn", "field", "legalReference")
    mark = ("Exempelgymnasiet Kanalen", "EvidenceAdded")
    ground = ("summary", "OSL 23 kap. 2 §")
    assert sorted(shown(then, *columns)) == [
        (*mark, "2024-09-06", *ground),
        (*mark, "2024-09-09", *ground),
    ]
    # and a concern was confidential as a whole from the day it was raised
    whole = ("Slottsexemplets skola", "ConcernRaised", "2026-03-09", None, ground[1])
    assert shown(at_last, *columns) == [(*mark, "2024-09-09", *ground), whole]
    principal = ask.person("01000027", "principal", validAt="2026-03-09")
    assert shown(at_last[1:], "markedOn", "decidedBy") == [
        ("2026-03-09", str(principal))
    ]
    assert len(ask(9, programme="01000025")) == 1


def test_10_what_was_handed_out_to_whom_masked_how(ask: Ask) -> None:
    # when
    rows = ask(10)

    # then what was refused was not handed out
    columns = ("school", "requesterKind", "deliveredOn", "scope", "masked")
    assert shown(rows, *columns) == [
        ("Ekexemplets skola", "en forskare", "2025-02-13", "Åtgärdsplanen.", []),
        (
            "Exempelgymnasiet Kanalen",
            "allmänheten",
            "2025-03-06",
            "Nulägesanalysens underlag.",
            ["EvidenceAdded.summary"],
        ),
    ]


def test_11_which_decisions_are_not_yet_reported(ask: Ask) -> None:
    # when
    rows = ask(11)

    # then
    by_kind: dict[str, list[str]] = {}
    for row in rows:
        by_kind.setdefault(row["kind"], []).append(row["school"].split()[0])
    assert by_kind == {
        "EnrolmentDecided": [
            "Sjöexemplets",
            "Strandexemplets",
            "Södra",
            "Uddexemplets",
            "Ådalsexemplets",
            "Åsexemplets",
            "Ängsexemplets",
        ],
        "EnrolmentRejected": ["Skogsexemplets", "Östra"],
        "ProgrammePaused": ["Bergexemplets", "Fjällexemplets", "Holmexemplets"],
        "ProgrammeResumed": ["Bergexemplets"],
        "ProgrammeExtended": ["Bergexemplets"],
        "ProgrammeTerminated": ["Exempelgymnasiet"],
        "DisclosureDecided": ["Ekexemplets", "Exempelgymnasiet", "Exempelgymnasiet"],
    }
    # and the day before its meeting that of Exempelskolan was not
    before = ask(11, programme="01000001", validAt="2023-09-18")
    assert shown(before, "decidedOn") == [("2023-08-09",)]


def test_12_every_event_that_names_a_principal(ask: Ask) -> None:
    # given the second principal of Tallexemplets skola
    principal = ask.person("01000014", "principal")

    # when
    rows = ask(12, person=str(principal))

    # then
    assert shown(rows[::-1], "occurredOn", "event") == [
        ("2021-08-09", "PersonRegistered"),
        ("2021-08-09", "RoleAssumed"),
        ("2021-08-09", "PrincipalChanged"),
        ("2021-12-06", "FollowUpRecorded"),
        ("2022-03-18", "InterventionDiscontinued"),
        ("2022-03-18", "FollowUpSeminarHeld"),
        ("2022-06-03", "FollowUpRecorded"),
        ("2022-06-13", "AnnualReviewHeld"),
        ("2022-06-13", "GoalAssessed"),
        ("2022-06-13", "GoalAssessed"),
        ("2022-12-05", "FollowUpRecorded"),
        ("2023-06-02", "FollowUpRecorded"),
        ("2023-06-05", "GoalAssessed"),
        ("2023-06-05", "GoalAssessed"),
        ("2023-06-09", "AnnualReviewHeld"),
        ("2023-06-12", "ImprovementCapacityAssessed"),
        ("2023-06-13", "SustainmentPlanSet"),
        ("2024-09-13", "PostFollowUpRecorded"),
    ]
    assert rows[1]["fields"] == ["recordedBy", "payload.responsible"]


def test_28_programmes_with_an_exception(ask: Ask) -> None:
    # when
    rows = ask(28)

    # then
    columns = ("school", "rule", "usedOn", "principalAgreedOn", "chiefAgreedOn")
    six, end = "fewer_than_six_sessions", "completion_before_three_years"
    early = "plan_before_analysis"
    assert shown(rows, *columns) == [
        ("Björkexemplets skola", six, "2024-05-13", "2024-05-06", "2024-05-07"),
        ("Exempelgymnasiet Hamnen", end, "2023-12-20", "2023-12-04", "2023-12-06"),
        ("Tallexemplets skola", six, "2021-02-05", "2021-01-29", "2021-02-01"),
        ("Vikexemplets skola", early, "2021-06-04", "2021-06-03", "2021-06-03"),
    ]
    assert all(row["chief"] and row["principal"] for row in rows)


def test_30_which_steps_are_overdue(ask: Ask) -> None:
    # when
    rows = ask(30)

    # then
    assert shown(rows, "school", "step", "item", "dueOn", "daysOverdue") == [
        ("Brunnsexemplets skola", "offer_answer", "principal", "2026-04-30", 61),
        ("Gärdexemplets skola", "annual_review", "2", "2025-06-30", 365),
        (
            "Slottsexemplets skola",
            "follow_up",
            "Extra uppföljning våren 2026",
            "2026-06-15",
            15,
        ),
        ("Ådalsexemplets skola", "session", "5", "2025-12-10", 202),
        ("Ådalsexemplets skola", "session", "6", "2026-01-14", 167),
    ]
