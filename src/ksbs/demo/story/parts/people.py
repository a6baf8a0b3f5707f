"""Who comes and goes while a programme runs."""

from datetime import date, timedelta

from ksbs.demo.story.cast import SECOND_CHIEF_FROM
from ksbs.demo.story.schools import GR
from ksbs.demo.story.step import Persona
from ksbs.demo.story.tale import Tale


def change_heads(tale: Tale, *, since: date) -> None:
    """Note on its day that another principal or chief takes over, if that is later."""
    day = tale.school.new_principal_from
    if day is not None and day > since:
        before = tale.principal(day - timedelta(days=1))
        _note(tale, day, "principal-changes", before=before, after=tale.principal(day))
    day = SECOND_CHIEF_FROM
    if tale.school.form is GR and day > since:
        before = tale.chief(day - timedelta(days=1))
        _note(tale, day, "chief-changes", before=before, after=tale.chief(day))


def _note(tale: Tale, day: date, noun: str, *, before: Persona, after: Persona) -> None:
    tale.tell(day, tale.office(), noun, from_=before.person_id, to=after.person_id)
