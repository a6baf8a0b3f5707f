"""Other work at the school is noted, so that effects are not read as ours alone."""

from typing import Any

from ksbs.domain.plan.other_work import (
    NoteOtherWork,
    OtherWork,
    OtherWorkAlreadyNoted,
)
from ksbs.domain.standing import ProgrammeNotStarted
from tests.support.cast import DAY
from tests.support.given import decided, started
from tests.support.telling import refused, then


def note(**other: Any) -> NoteOtherWork:
    usual = {
        "title": "Läslyftet för alla lärare",
        "led_by": "Förvaltningen",
        "may_affect": "Läsförståelsen kan stiga även utan insatserna.",
    }
    return NoteOtherWork(**(usual | other))


def test_other_work_is_kept_with_its_day() -> None:
    # given, when
    programme = then(started(), note())
    # then
    noted = programme.facet(OtherWork).titled("Läslyftet för alla lärare")
    assert noted is not None
    assert noted.on == DAY
    assert noted.may_affect == "Läsförståelsen kan stiga även utan insatserna."


def test_the_same_work_is_noted_once() -> None:
    # given
    programme = then(started(), note())
    # when, then
    with refused(OtherWorkAlreadyNoted, "Läslyftet för alla lärare", DAY):
        then(programme, note(led_by="Ett lärosäte"))


def test_two_kinds_of_work_may_go_on_at_once() -> None:
    # given
    programme = then(started(), note())
    # when
    programme = then(programme, note(title="Nytt schema"))
    # then
    assert len(programme.facet(OtherWork).noted) == 2


def test_nothing_is_noted_before_the_start() -> None:
    with refused(ProgrammeNotStarted, DAY):
        then(decided(), note())
