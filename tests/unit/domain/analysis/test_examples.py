import json
from dataclasses import replace
from datetime import date
from uuid import UUID

from ksbs.domain.command import COMMANDS, ProgrammeCommand
from ksbs.domain.programme import Programme
from ksbs.domain.register import load_domain
from ksbs.domain.roles import Directory, RoleHeld
from ksbs.domain.words import Role
from tests.support.cast import DAY, UNIT
from tests.support.given import held, identified, started
from tests.support.telling import given, occasion

load_domain()

TOLD = [
    "process-supporters",
    "analysts",
    "working-groups",
    "working-group-members",
    "analyses",
    "evidence",
    "pupil-voices",
    "session-schedules",
    "session-reschedulings",
    "session-cancellations",
    "sessions",
    "minutes-approvals",
    "staff-work",
    "problems",
    "causes",
    "cause-assessments",
    "areas",
    "area-mergers",
    "area-priorities",
    "analysis-establishments",
    "analysis-reopenings",
    "area-deprioritisations",
    "principal-changes",
    "chief-changes",
    "working-group-departures",
    "support-member-releases",
]
"""One story, told by the examples of every command of the two parts."""

BORN = {"evidence": 0x41, "problems": 0x42, "causes": 0x43, "areas": 0x44}
SESSIONS_WITHOUT_EXAMPLE = 5


def person(number: int) -> UUID:
    """The id that ends in these two digits, as the examples name persons and things."""
    return UUID(f"0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c{number:02x}")


def school() -> Programme:
    """A started programme led by the principal and chief whom the examples name."""
    held = (
        (0x31, Role.PRINCIPAL),
        (0x32, Role.PRINCIPAL),
        (0x33, Role.CHIEF),
        (0x34, Role.CHIEF),
    )
    directory = Directory.of(
        RoleHeld(person(number), role, UNIT, None, date(2020, 8, 1))
        for number, role in held
    )
    programme = replace(started(), directory=directory, assignments=())
    programme = programme.seat(person(0x31), role=Role.PRINCIPAL, on=DAY)
    return programme.seat(person(0x33), role=Role.CHIEF, on=DAY)


def told(programme: Programme, noun: str) -> Programme:
    command = COMMANDS[noun]
    assert issubclass(command, ProgrammeCommand)
    body = command.model_validate_json(json.dumps(command.example))
    at = occasion(command)
    if noun in BORN:
        at = replace(at, new_id=lambda: person(BORN[noun]))
    events = body.decide(programme, occasion=at)
    return given(programme, *(events if isinstance(events, tuple) else (events,)))


def test_the_examples_leave_no_command_out() -> None:
    here = {c.noun for c in COMMANDS.values() if c.part() in ("people", "analysis")}
    assert set(TOLD) == here


def test_each_example_is_accepted_once_what_it_refers_to_exists() -> None:
    # given
    programme = school()
    # when
    for noun in TOLD:
        if noun == "analysis-establishments":
            for number in range(2, 2 + SESSIONS_WITHOUT_EXAMPLE):
                session = held(number).model_copy(
                    update={"occurred_on": DAY, "led_by": (person(0x11),)}
                )
                programme = given(programme, session)
        if noun == "area-mergers":
            second = identified(person(0x45), title="Det som går upp i ett annat")
            update = {"occurred_on": DAY, "cause_refs": (person(0x43),)}
            programme = given(programme, second.model_copy(update=update))
        programme = told(programme, noun)
    # then
    assert programme.areas[person(0x45)].merged_into == person(0x44)
    assert programme.analysis_established_on is None
    assert [a.person_id for a in programme.assigned(*Role)] == [
        person(0x12),
        person(0x32),
        person(0x34),
    ]
