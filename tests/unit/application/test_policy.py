"""The policy, cell by cell: every role against every action.

Who may record stands in `tests.support.permissions`, in the letters of the catalogue.
"""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

import pytest

from ksbs.application import policy
from ksbs.application.actor import EVERY_AREA, Actor
from ksbs.application.policy import Read, Relation
from ksbs.domain.analysis.areas import AreaPrioritised
from ksbs.domain.command import COMMANDS, Command
from ksbs.domain.enrolment.decision import EnrolmentDecided
from ksbs.domain.event import WORKING_GROUP
from ksbs.domain.programme import Programme
from ksbs.domain.record.amendment import CorrectEntry
from ksbs.domain.register import load_domain
from ksbs.domain.roles import Directory, RoleHeld
from ksbs.domain.words import Role
from tests.support.permissions import (
    AMENDMENTS,
    FOR_THE_GROUP,
    LETTERS,
    MAY,
    UNSETTLED,
    UNSETTLED_AT_A_TIME,
)

load_domain()

# fmt: off
MAY_READ: dict[Read, str] = {
    Read.PROGRAMME:    "CRPAWUGSEDV",
    Read.AUDIT_TRAIL:  "CRPAWUGSEDV",
    Read.DIRECTORY:    "UGDVM",
    Read.SCHOOL_UNITS: "CRPAWUGSEDVM",
    Read.PROJECTIONS:  "UVM",
    Read.SELECTION:    "CPAUGV",
    Read.QUESTIONS:    "UGDV",
    Read.PERSONAL_QUESTIONS: "GDV",
    Read.REPORTS:      "CUGDV",
    Read.AUDIT_EXTRACT: "GV",
}

RELATIONS = {
    "C": Relation.OWN_AREA,
    "R": Relation.OWN_SCHOOL,
    "W": Relation.OWN_SCHOOL,
    "P": Relation.ASSIGNED_PROGRAMME,
    "A": Relation.ASSIGNED_PROGRAMME,
    "S": Relation.ASSIGNED_INTERVENTION,
    "E": Relation.ASSIGNED_INTERVENTION,
}
"""How each role must stand to a programme; the others act for the administration."""
# fmt: on

CELLS = [(noun, letter) for noun in MAY for letter in LETTERS]


def actor(letter: str) -> Actor:
    return Actor(UUID(int=1), LETTERS[letter])


def command(noun: str, *, for_group: bool = False) -> Command:
    """Give the example of a command, on nobody's behalf or on the group's."""
    model = COMMANDS[noun]
    body = {k: v for k, v in model.example.items() if k != "onBehalfOf"}
    if for_group:
        body["onBehalfOf"] = WORKING_GROUP
    return model.model_validate(body, strict=False)


def test_the_table_names_no_action_that_is_gone() -> None:
    assert set(MAY) | AMENDMENTS <= set(COMMANDS)


def test_no_action_waits_to_be_settled_behind_another() -> None:
    assert len(UNSETTLED) <= UNSETTLED_AT_A_TIME, (
        f"Give these a row in tests/support/permissions.py: {sorted(UNSETTLED)}"
    )


@pytest.mark.parametrize(("noun", "letter"), CELLS)
def test_who_may_record(noun: str, letter: str) -> None:
    # when
    verdict = policy.may_command(actor(letter), command(noun), relations=Relation)

    # then
    assert verdict.allowed == (letter in MAY[noun])
    assert verdict.rule.startswith(f"{noun}:")


@pytest.mark.parametrize(("noun", "letter"), CELLS)
def test_who_may_record_on_behalf_of_the_working_group(noun: str, letter: str) -> None:
    # when
    asked = command(noun, for_group=True)
    verdict = policy.may_command(actor(letter), asked, relations=Relation)

    # then
    leads = letter in "PA" and noun in FOR_THE_GROUP
    assert verdict.allowed == (letter in MAY[noun] or leads)


@pytest.mark.parametrize(("noun", "letter"), CELLS)
def test_nobody_acts_outside_their_own_relation(noun: str, letter: str) -> None:
    # given every relation but the one that the role takes
    others = set(Relation) - {RELATIONS.get(letter, Relation.NONE)}

    # then
    for for_group in (False, True):
        asked = command(noun, for_group=for_group)
        assert not policy.may_command(actor(letter), asked, relations=others).allowed


@pytest.mark.parametrize("letter", LETTERS)
@pytest.mark.parametrize(
    ("target", "recorders"), [(AreaPrioritised, "RWPA"), (EnrolmentDecided, "CRG")]
)
def test_an_entry_is_amended_by_whoever_may_record_it_or_the_registrar(
    letter: str, target: type[AreaPrioritised] | type[EnrolmentDecided], recorders: str
) -> None:
    # when
    asked = command("corrections")
    assert isinstance(asked, CorrectEntry)
    verdict = policy.may_amend(actor(letter), asked, target=target, relations=Relation)

    # then
    assert verdict.allowed == (letter in recorders + "G")


@pytest.mark.parametrize("what", Read)
@pytest.mark.parametrize("letter", LETTERS)
def test_who_may_read(what: Read, letter: str) -> None:
    # when
    verdict = policy.may_read(actor(letter), what, relations=Relation)

    # then
    assert verdict.allowed == (letter in MAY_READ[what])
    assert verdict.rule.startswith(what.value)


@pytest.mark.parametrize("letter", LETTERS)
def test_who_may_import(letter: str) -> None:
    assert policy.may_import(actor(letter)).allowed == (letter in "UM")


@pytest.mark.parametrize("letter", RELATIONS)
def test_nobody_reads_a_programme_outside_their_own_relation(letter: str) -> None:
    # given
    others = set(Relation) - {RELATIONS[letter], Relation.ASKED_FOR_SUPPORT}

    # then
    for what in (Read.PROGRAMME, Read.AUDIT_TRAIL):
        assert not policy.may_read(actor(letter), what, relations=others).allowed


ME, UNIT, TODAY = UUID(int=1), "01234567", date(2026, 10, 1)


def held(role: Role, unit: str | None, area: str | None) -> Programme:
    roles = [RoleHeld(ME, role, unit, area, date(2026, 1, 1), date(2026, 10, 1))]
    return Programme(directory=Directory.of(roles))


def found(who: Actor, programme: Programme, *, today: date = TODAY) -> set[Relation]:
    relations = policy.relations_to(who, programme, unit=UNIT, today=today)
    return set(relations) - {Relation.NONE}


def own() -> Iterator[tuple[Actor, Programme, set[Relation]]]:
    """Cases of the relations to a school and an area, and what they amount to."""
    both = {Relation.OWN_SCHOOL, Relation.OWN_AREA}
    nobody = Programme()
    yield Actor(ME, Role.PRINCIPAL, unit=UNIT), nobody, both
    yield Actor(ME, Role.PRINCIPAL, unit="01234999"), nobody, set()
    yield Actor(ME, Role.PRINCIPAL), nobody, set()
    yield Actor(ME, Role.PRINCIPAL), held(Role.PRINCIPAL, UNIT, None), both
    yield Actor(ME, Role.PRINCIPAL), held(Role.CHIEF, UNIT, None), set()
    yield Actor(ME, Role.PRINCIPAL), held(Role.PRINCIPAL, "01234999", None), set()
    yield Actor(ME, Role.CHIEF, area=EVERY_AREA), nobody, {Relation.OWN_AREA}
    yield Actor(ME, Role.CHIEF, area="Norr"), nobody, set()
    yield Actor(ME, Role.CHIEF), held(Role.CHIEF, None, "Norr"), both


@pytest.mark.parametrize(("who", "programme", "expected"), list(own()))
def test_whose_school_it_is(
    who: Actor, programme: Programme, expected: set[Relation]
) -> None:
    assert found(who, programme) == expected


def test_a_role_that_has_ended_relates_to_nothing() -> None:
    # given
    who, programme = Actor(ME, Role.PRINCIPAL), held(Role.PRINCIPAL, UNIT, None)

    # then
    assert found(who, programme, today=date(2026, 10, 1))
    assert not found(who, programme, today=date(2026, 10, 2))
