"""From the nomination to the start, and the people who come to the school."""

from datetime import date
from typing import Any
from uuid import UUID

from ksbs.demo.story import texts
from ksbs.demo.story.schools import ORGANIZER_NUMBER
from ksbs.demo.story.step import Persona, Ref, Said
from ksbs.demo.story.tale import Tale

FUNCTIONS = (
    ("leadership", "biträdande rektor"),
    ("key_person", "förstelärare"),
    ("key_person", "specialpedagog"),
    ("key_person", "arbetslagsledare"),
)


def nominate(  # noqa: PLR0913  # Each is one thing that is said of the school.
    tale: Tale,
    day: date,
    *,
    grounds: tuple[str, ...],
    by: Persona | None = None,
    refused: str | None = None,
    chosen_in: Ref | None = None,
) -> Said:
    """Nominate the school; by the programme office unless somebody else is given.

    `chosen_in` refers to the id of the selection round that the nomination names.
    """
    chosen: dict[str, Any] = (
        {} if chosen_in is None else {"selection_round_id": chosen_in}
    )
    return tale.tell(
        day,
        by or tale.office(),
        "programmes",
        refused=refused,
        school_unit_code=tale.school.code,
        school_name=tale.school.name,
        school_form=tale.school.form.value,
        organizer_number=ORGANIZER_NUMBER,
        grounds=grounds,
        motive=tale.choice(texts.MOTIVES),
        evidence_refs=("Kommunens resultatsammanställning",),
        **chosen,
    )


def assess_conditions(tale: Tale, day: date) -> Said:
    """The chief judges that the school can hardly improve on its own."""
    chief = tale.chief(day)
    return tale.tell(
        day,
        chief,
        "condition-assessments",
        factors=tuple(tale.rng.sample(texts.FACTORS, k=2)),
        assessment=tale.choice(texts.ASSESSMENTS),
        assessor=chief.person_id,
    )


def offer(tale: Tale, day: date, *, answer_by: date, to: str = "principal") -> Said:
    """Offer the school a place."""
    return tale.tell(
        day, tale.office(), "participation-offers", offered_to=to, answer_by=answer_by
    )


def stand(  # noqa: PLR0913  # Each is one thing that is said of the stance.
    tale: Tale,
    day: date,
    who: Persona,
    *,
    stance: str = "for",
    statement: str | None = None,
    rule: str | None = None,
    matter: str = "enrolment",
) -> Said:
    """Take a stance on a matter, or on an exception where `rule` is named."""
    about: dict[str, Any] = (
        {"matter": "exception", "rule": rule} if rule else {"matter": matter}
    )
    return tale.tell(
        day,
        who,
        "stances",
        **about,
        stance=stance,
        capacity=who.role.value,
        statement=statement or tale.choice(texts.STATEMENTS_FOR),
    )


def decide(
    tale: Tale, day: date, *, starts_on: date, dnr: str, refused: str | None = None
) -> Said:
    """The registrar records the joint decision."""
    return tale.tell(
        day,
        tale.cast.registrar(),
        "enrolment-decisions",
        refused=refused,
        content=f"{tale.school.name} deltar i KSBS under tre år.",
        legal_basis=("Skollagen 4 kap. 3–7 §§",),
        decisive_circumstances=tale.choice(texts.CIRCUMSTANCES),
        starts_on=starts_on,
        decision_basis="delegation",
        dnr=dnr,
    )


def start(tale: Tale, day: date, **how: Any) -> Said:
    """The three years begin."""
    return tale.tell(day, tale.office(), "starts", **how)


def assign_team(tale: Tale, day: date, *, supporter: int, analyst: int) -> None:
    """A process supporter and an analyst come to the school."""
    tale.process_supporter = tale.cast.process_supporter(supporter)
    tale.analyst = tale.cast.analyst(analyst)
    for noun, who in (
        ("process-supporters", tale.process_supporter),
        ("analysts", tale.analyst),
    ):
        tale.tell(day, tale.office(), noun, person_id=who.person_id)


def form_group(tale: Tale, day: date) -> Said:
    """The school's working group is formed: one of the leadership, three key persons."""
    numbers = range(1, len(FUNCTIONS) + 1)
    tale.group = [tale.cast.member(tale.school, number) for number in numbers]
    members = [
        _member(persona.person_id, kind=kind, function=function)
        for persona, (kind, function) in zip(tale.group, FUNCTIONS, strict=True)
    ]
    return tale.tell(day, tale.office(), "working-groups", members=members)


def _member(person_id: UUID, *, kind: str, function: str) -> dict[str, object]:
    return {"personId": person_id, "kind": kind, "function": function}
