import json
from uuid import UUID

import pytest

from ksbs.domain.analysis.causes import AssessCause
from ksbs.domain.analysis.evidence import AddEvidence, GatherPupilVoices
from ksbs.domain.analysis.session import HoldSession
from ksbs.domain.analysis.session_plan import ScheduleSession
from ksbs.domain.analysis.start import (
    AnalysisAlreadyStarted,
    AnalysisEvent,
    AnalysisNotStarted,
    StartAnalysis,
    SupportTeamMissing,
    WorkingGroupMissing,
)
from ksbs.domain.command import COMMANDS, ProgrammeCommand
from ksbs.domain.kinds import Status
from ksbs.domain.people.support_team import ReleaseSupportMember
from ksbs.domain.people.working_group import RemoveWorkingGroupMember
from ksbs.domain.programme import Programme
from ksbs.domain.register import load_domain
from ksbs.domain.standing import ProgrammeNotStarted
from tests.support.cast import (
    ANALYSING,
    ANALYST,
    DAY,
    KEY_PERSON,
    LEADER,
    PROCESS_SUPPORTER,
)
from tests.support.given import analysing, decided, staffed, started
from tests.support.telling import refused, then, when

load_domain()

WITHIN = [
    command
    for command in COMMANDS.values()
    if issubclass(command, ProgrammeCommand)
    and issubclass(command.records, AnalysisEvent)
]


def released(programme: Programme, person: UUID) -> Programme:
    return then(programme, ReleaseSupportMember(person_id=person, reason="Sjuk."))


def test_the_analysis_starts_when_everybody_is_in_place() -> None:
    # when
    programme = then(staffed(), StartAnalysis())
    # then
    assert programme.analysis_started_on == DAY
    assert programme.status is Status.ANALYSING


def test_the_analysis_needs_a_started_programme() -> None:
    with refused(ProgrammeNotStarted, DAY):
        when(decided(), StartAnalysis())


def test_the_analysis_starts_once() -> None:
    with refused(AnalysisAlreadyStarted, ANALYSING):
        when(analysing(), StartAnalysis())


def test_the_analysis_needs_a_process_supporter() -> None:
    # given
    programme = released(staffed(), PROCESS_SUPPORTER)
    # when
    with pytest.raises(SupportTeamMissing) as broken:
        when(programme, StartAnalysis())
    # then
    assert "process supporter" in broken.value.en.partition("assign first")[2]
    assert "processtödjare" in broken.value.message_sv.partition("utse först")[2]


def test_the_analysis_needs_an_analyst() -> None:
    # given
    programme = released(staffed(), ANALYST)
    # when
    with pytest.raises(SupportTeamMissing) as broken:
        when(programme, StartAnalysis())
    # then
    assert "analyst" in broken.value.en.partition("assign first")[2]


def test_the_analysis_needs_a_working_group() -> None:
    # given
    programme = staffed()
    for person in (LEADER, KEY_PERSON):
        programme = then(programme, RemoveWorkingGroupMember(person_id=person))
    # when, then
    with refused(WorkingGroupMissing, DAY):
        when(programme, StartAnalysis())


def test_a_started_programme_alone_is_not_enough() -> None:
    with refused(SupportTeamMissing, DAY):
        when(started(), StartAnalysis())


def test_what_belongs_to_the_analysis_is_known() -> None:
    assert len(WITHIN) == 17
    assert {
        AddEvidence,
        GatherPupilVoices,
        ScheduleSession,
        HoldSession,
        AssessCause,
    } < {*WITHIN}


@pytest.mark.parametrize("command", WITHIN, ids=lambda command: command.noun)
def test_nothing_of_the_analysis_precedes_its_start(
    command: type[ProgrammeCommand],
) -> None:
    # given
    body = command.model_validate_json(json.dumps(command.example))
    # when, then
    with refused(AnalysisNotStarted, DAY):
        when(staffed(), body)
