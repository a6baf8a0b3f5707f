"""What the demo shows, as its readers find it: every stage and every kind of turn."""

from collections import Counter
from datetime import date, datetime

from ksbs.application.days import STOCKHOLM
from tests.integration.demo.world import Filled

STAGES = {
    "nominated",
    "offered",
    "declined",
    "withdrawn",
    "rejected",
    "decided",
    "started",
    "analysing",
    "planning",
    "acting",
    "following_up",
}


def test_there_is_a_programme_in_every_stage(filled: Filled) -> None:
    # when
    statuses = Counter(filled.api.statuses().values())

    # then
    assert set(statuses) == STAGES
    assert statuses["following_up"] == 2


def test_between_five_and_twelve_per_cent_came_late_each_with_a_reason(
    filled: Filled,
) -> None:
    # given
    events = filled.api.events()

    # when
    late = [e for e in events if _days_late(e) > 14]

    # then
    assert 0.05 <= len(late) / len(events) <= 0.12
    assert {e["eventId"] for e in late} == {
        e["eventId"] for e in events if e["lateReason"]
    }


def test_everything_is_recorded_in_office_hours_of_the_three_years(
    filled: Filled,
) -> None:
    # given
    recorded = [_recorded(e) for e in filled.api.events()]

    # then
    assert recorded == sorted(recorded)
    assert recorded[0].date() == date(2023, 7, 3)
    assert recorded[-1].date() <= date(2026, 6, 30)
    assert all(8 <= moment.hour < 17 for moment in recorded)
    assert all(moment.weekday() < 5 for moment in recorded)


def test_there_are_interventions_in_every_state(filled: Filled) -> None:
    # when
    states = {i["status"] for p in filled.api.programmes() for i in p["interventions"]}

    # then
    assert states == {"planned", "started", "completed", "discontinued"}


def test_goals_are_reached_partly_reached_and_not_reached(filled: Filled) -> None:
    # when
    goals = filled.api.programme("Exempelskolan")["goals"]

    # then
    assert [g["assessment"] for g in goals] == ["reached", "partly", "not_reached"]


def test_the_turns_of_the_story_stand_in_the_record(filled: Filled) -> None:
    # when
    names = Counter(e["name"] for e in filled.api.events())

    # then
    assert names["EntryCorrected"] == 2
    assert names["EntryAnnulled"] == 3
    assert names["SessionRescheduled"] == 2
    assert names["SessionCancelled"] == 1
    assert names["SupportDeclined"] == 2
    assert names["PrincipalChanged"] == 1
    assert names["ChiefChanged"] == 2
    assert names["SupportMemberReleased"] == 1
    assert names["ParticipationDeclined"] == 1
    assert names["NominationWithdrawn"] == 1
    assert names["EnrolmentRejected"] == 1


def test_persons_act_in_their_roles_and_nobody_has_a_name(filled: Filled) -> None:
    # when
    events = filled.api.events()

    # then
    recorders = {e["recordedBy"]["role"] for e in events}
    assert {"chief", "principal", "registrar", "analyst", "working-group"} <= recorders
    assert {"support-department", "external-partner", "programme-office"} <= recorders
    assert all(
        e["recordedBy"].keys() <= {"personId", "role", "schoolUnitCode"} for e in events
    )


def test_every_school_is_fictional(filled: Filled) -> None:
    # when
    units = filled.api.get("/school-units", limit=200)["items"]

    # then
    assert all(unit["schoolUnitCode"].startswith("0") for unit in units)
    assert all(p["schoolUnitCode"].startswith("0") for p in filled.api.programmes())


def _recorded(event: dict[str, str]) -> datetime:
    return datetime.fromisoformat(event["recordedAt"]).astimezone(STOCKHOLM)


def _days_late(event: dict[str, str]) -> int:
    occurred = date.fromisoformat(event["occurredOn"])
    return (_recorded(event).date() - occurred).days
