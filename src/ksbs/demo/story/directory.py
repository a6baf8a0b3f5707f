"""Who holds which role: the directory's first day, and the changes of later years."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from ksbs.demo.story.cast import (
    ELEVHALSA,
    EXEMPELINSTITUTET,
    SECOND_CHIEF_FROM,
    UNDERVISNINGSSTOD,
    Cast,
)
from ksbs.demo.story.schools import SCHOOLS
from ksbs.demo.story.step import REGISTER, Persona, Step
from ksbs.domain.kinds import SchoolForm
from ksbs.domain.words import Role

FIRST_DAY = date(2020, 1, 1)
OPENING = date(2020, 1, 13)
"""The Monday on which the directory and the register are filled."""
_EVERYWHERE = "Exempelstad"


def tell(cast: Cast, *, seed: int) -> list[Step]:
    """Register everybody, import the unit register, and tell who takes over when."""
    office, steps = cast.office(), list[Step]()
    for persona in _everybody(cast):
        steps.append(_step(office, "role-assignments", persona, FIRST_DAY, OPENING))
    steps.append(Step(REGISTER, None, office, REGISTER, {}, OPENING))
    for day, leaving, coming in _changes(cast):
        last = day - timedelta(days=1)
        steps.append(_step(office, "role-endings", leaving, last, day))
        steps.append(_step(office, "role-assignments", coming, day, day))
    return list(_keyed(steps, prefix=f"demo-{seed}/directory"))


def _everybody(cast: Cast) -> Iterator[Persona]:
    yield cast.office()
    yield cast.registrar()
    for role in (Role.DPO, Role.AUDITOR, Role.ADMIN):
        yield cast.official(role)
    for form in SchoolForm:
        yield cast.chief(form, on=FIRST_DAY)
    for school in SCHOOLS:
        yield cast.principal(school, on=FIRST_DAY)
    for number in (1, 2, 3):
        yield cast.process_supporter(number)
    for number in (1, 2):
        yield cast.analyst(number)
    for name in (UNDERVISNINGSSTOD, ELEVHALSA, EXEMPELINSTITUTET):
        yield cast.supplier(name)


def _changes(cast: Cast) -> Iterator[tuple[date, Persona, Persona]]:
    before, after = SECOND_CHIEF_FROM - timedelta(days=1), SECOND_CHIEF_FROM
    form = SchoolForm.COMPULSORY
    yield after, cast.chief(form, on=before), cast.chief(form, on=after)
    for school in SCHOOLS:
        day = school.new_principal_from
        if day is not None:
            before = day - timedelta(days=1)
            yield day, cast.principal(school, on=before), cast.principal(school, on=day)


def _step(who: Persona, noun: str, persona: Persona, day: date, recorded: date) -> Step:
    reach = (
        {"schoolUnitCode": persona.unit}
        if persona.unit is not None
        else {"area": persona.area or _EVERYWHERE}
    )
    body: dict[str, Any] = {
        "occurredOn": day,
        "personId": persona.person_id,
        "role": persona.role.value,
    }
    return Step("", None, who, noun, body | reach, recorded)


def _keyed(steps: Iterable[Step], *, prefix: str) -> Iterator[Step]:
    for number, step in enumerate(steps, start=1):
        key = f"{prefix}/{step.noun}-{number}"
        yield Step(key, None, step.who, step.noun, step.body, step.recorded_on)
