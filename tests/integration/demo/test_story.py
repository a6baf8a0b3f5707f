"""What the demo shows, as its readers find it: every stage and every kind of turn."""

from collections import Counter
from datetime import date, datetime

from ksbs.application.days import STOCKHOLM
from ksbs.application.streams import PROGRAMME
from ksbs.domain.command import COMMANDS
from ksbs.domain.event import EVENTS
from ksbs.reference.states import PAGE, arrows, page
from tests.integration.demo.world import Filled
from tests.support.permissions import UNSETTLED

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
    "paused",
    "completed",
    "terminated",
}


def test_the_diagram_of_states_is_the_one_of_this_log(filled: Filled) -> None:
    # given
    streams = filled.demo.store.streams(PROGRAMME).values()
    # when
    drawn = page(arrows(streams))
    # then
    written = PAGE.read_text(encoding="utf-8")
    assert written == drawn, "run python -m ksbs.reference.states"


def test_there_is_a_programme_in_every_stage(filled: Filled) -> None:
    # when
    statuses = Counter(filled.api.statuses().values())

    # then
    assert set(statuses) == STAGES
    assert statuses["completed"] >= 5


def test_between_seven_and_nine_per_cent_came_late_each_with_a_reason(
    filled: Filled,
) -> None:
    # given
    events = filled.api.events()

    # when
    late = [e for e in events if _days_late(e) > 14]

    # then
    assert 0.07 <= len(late) / len(events) <= 0.09
    assert {e["eventId"] for e in late} == {
        e["eventId"] for e in events if e["lateReason"]
    }


def test_everything_is_recorded_in_office_hours_of_the_six_years(
    filled: Filled,
) -> None:
    # given
    recorded = [_recorded(e) for e in filled.api.events()]

    # then
    assert recorded == sorted(recorded)
    assert recorded[0].date() == date(2020, 1, 13)
    assert recorded[-1].date() <= date(2026, 6, 30)
    assert all(8 <= moment.hour < 17 for moment in recorded)
    assert all(moment.weekday() < 5 for moment in recorded)


def test_there_are_interventions_in_every_state(filled: Filled) -> None:
    # when
    states = {i["status"] for p in filled.api.programmes() for i in p["interventions"]}

    # then
    assert states == {"planned", "started", "completed", "discontinued"}
    paused = filled.api.programme("Exempelgymnasiet Torget", validAt="2024-05-31")
    assert paused["interventions"][0]["status"] == "paused"


def test_goals_are_reached_partly_reached_and_not_reached(filled: Filled) -> None:
    # when
    goals = filled.api.programme("Exempelskolan")["goals"]

    # then
    assert [g["assessment"] for g in goals] == ["reached", "partly", "not_reached"]


def test_the_turns_of_the_story_stand_in_the_record(filled: Filled) -> None:
    # when
    names = Counter(e["name"] for e in filled.api.events())

    # then
    assert names["EntryCorrected"] == 8
    assert names["EntryAnnulled"] == 5
    assert names["SessionRescheduled"] == 2
    assert names["SessionCancelled"] == 1
    assert names["SupportDeclined"] == 4
    assert names["PrincipalChanged"] == 3
    assert names["ChiefChanged"] == 8
    assert names["SupportMemberReleased"] == 1
    assert names["ParticipationDeclined"] == 2
    assert names["NominationWithdrawn"] == 1
    assert names["EnrolmentRejected"] == 2


def test_every_event_of_the_domain_occurs(filled: Filled) -> None:
    # when
    names = {e["name"] for e in filled.api.events()}

    # then: an action that is not yet settled may wait for its place in the story
    waiting = {COMMANDS[noun].records.__name__ for noun in UNSETTLED}
    assert {event.__name__ for event in EVENTS.values()} - names <= waiting


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
