"""The policy, cell by cell: every role against every action, written by hand.

The letters are those of the catalogue: C chief, R principal, P process supporter,
A analyst, W working group, U programme office, G registrar, S support department,
E external partner, D data protection officer, V auditor, M administrator.
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

load_domain()

LETTERS = dict(zip("CRPAWUGSEDVM", Role, strict=True))

# fmt: off
MAY: dict[str, str] = {
    # Selection and enrolment
    "programmes":                   "CU",
    "selection-rounds":             "U",
    "selection-criteria":           "CU",
    "national-programme-notes":     "CU",
    "condition-assessments":        "CU",
    "nomination-withdrawals":       "CU",
    "participation-offers":         "CU",
    "participation-declines":       "CR",
    "stances":                      "CR",
    "enrolment-decisions":          "CRG",
    "enrolment-rejections":         "CRG",
    "starts":                       "U",
    "agreements":                   "CR",
    "case-registrations":           "G",
    "decision-reports":             "G",
    # People
    "process-supporters":           "CU",
    "analysts":                     "CU",
    "support-member-releases":      "CU",
    "working-groups":               "CU",
    "working-group-members":        "CU",
    "working-group-departures":     "CU",
    "principal-changes":            "CU",
    "chief-changes":                "CU",
    # Nulägesanalys
    "analyses":                     "P",
    "evidence":                     "RPA",
    "session-schedules":            "P",
    "session-reschedulings":        "P",
    "session-cancellations":        "P",
    "sessions":                     "PA",
    "minutes-approvals":            "RP",
    "staff-work":                   "RW",
    "pupil-voices":                 "RW",
    "problems":                     "PW",
    "causes":                       "AW",
    "cause-assessments":            "AW",
    "areas":                        "W",
    "area-priorities":              "RW",
    "area-deprioritisations":       "RW",
    "analysis-establishments":      "RP",
    "analysis-reopenings":          "RP",
    "area-mergers":                 "R",
    # Åtgärdsplan
    "action-plans":                 "RPW",
    "goals":                        "RPW",
    "goal-revisions":               "RPW",
    "goal-withdrawals":             "RPW",
    "visible-signs":                "RPW",
    "sign-revisions":               "RPW",
    "other-work-notes":             "RPW",
    "baselines":                    "RPW",
    "interventions":                "RPW",
    "support-requests":             "RPW",
    "support-commitments":          "SE",
    "support-refusals":             "SE",
    "action-plan-establishments":   "R",
    "action-plan-revisions":        "R",
    # Insatser
    "intervention-starts":          "RPSE",
    "intervention-completions":     "RPSE",
    "intervention-discontinuations": "RPSE",
    "intervention-progress-notes":  "RPSE",
    "intervention-pauses":          "RPSE",
    "intervention-resumptions":     "RPSE",
    # Uppföljning
    "follow-up-schedules":          "RPA",
    "follow-ups":                   "RPA",
    "sign-observations":            "RPA",
    "goal-assessments":             "RPA",
    "indicator-measurements":       "RPA",
    "capacity-assessments":         "RPA",
    "follow-up-seminars":           "RPA",
    "annual-reviews":               "CR",
    "concerns":                     "CRP",
    "concern-resolutions":          "CU",
    "report-submissions":           "U",
    # Change and closing
    "pauses":                       "UG",
    "resumptions":                  "UG",
    "extensions":                   "UG",
    "terminations":                 "UG",
    "final-evaluations":            "RPA",
    "sustainment-plans":            "R",
    "completions":                  "U",
    "post-follow-ups":              "RPAU",
    # Record-keeping
    "documents":                    "G",
    "document-dispatches":          "G",
    "confidentiality-markings":     "GD",
    "confidentiality-liftings":     "GD",
    "disclosure-requests":          "G",
    "disclosure-decisions":         "G",
    # The directory
    "role-assignments":             "UM",
    "role-endings":                 "UM",
}
"""Who may record, on their own behalf, in the relation that their role takes."""

FOR_THE_GROUP = {
    "analyses", "evidence", "session-schedules", "session-reschedulings",
    "session-cancellations", "sessions", "minutes-approvals", "staff-work",
    "pupil-voices", "problems", "causes", "cause-assessments", "areas",
    "area-priorities", "area-deprioritisations", "analysis-establishments",
    "action-plans", "goals", "goal-revisions", "goal-withdrawals", "visible-signs",
    "baselines", "interventions", "support-requests", "support-commitments",
    "support-refusals", "action-plan-establishments", "action-plan-revisions",
    "intervention-starts", "intervention-completions", "intervention-discontinuations",
    "follow-up-schedules", "follow-ups", "sign-observations", "goal-assessments",
    "indicator-measurements", "capacity-assessments", "follow-up-seminars",
    "annual-reviews", "concerns", "concern-resolutions", "report-submissions",
    "intervention-progress-notes", "intervention-pauses", "intervention-resumptions",
    "analysis-reopenings", "area-mergers", "sign-revisions", "other-work-notes",
}
"""What process supporter and analyst may record on behalf of the group they lead."""

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

AMENDMENTS = {"corrections", "annulments"}
NEWER = set(COMMANDS) - set(MAY) - AMENDMENTS
"""Actions that the table does not name yet: those may that their commands say."""
MAY |= {n: "".join(k for k, r in LETTERS.items() if r in COMMANDS[n].by) for n in NEWER}
FOR_THE_GROUP |= {n for n in NEWER if COMMANDS[n].part() in policy.GROUP_PARTS}
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
