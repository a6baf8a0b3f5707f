"""Words in any form, and what an entry names."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from ksbs.application.trail_facts import (
    answers,
    named_in,
    text_of,
    unit_of,
)
from ksbs.domain.analysis.areas import AreaIdentified
from ksbs.domain.event import Change, Entry
from ksbs.domain.record.amendment import EntryCorrected
from tests.support.telling_log import AREA, TODAY, area, nominated
from tests.unit.application.telling_entries import entry_of

DAY = date(2026, 9, 1)


def saying(title: str) -> Entry:
    return entry_of(area(DAY, title=title))


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("närvaro", "Närvaron i årskurs 9"),
        ("närvaron", "Låg närvaro"),
        ("närvaro", "En närvaroplan"),
        ("NÄRVARO", "närvaro"),
        ("elever", "Elevernas delaktighet"),
        ("eleverna", "en elev"),
        ("lektion", "Lektionerna börjar olika"),
        ("lektionernas", "Tydliga mål för lektionen"),
        ("mål", "Tydliga mål"),
        ("målet", "Tydliga mål"),
        ("skolan", "Två skolor"),
        ("året", "I tre år"),
        ("na\u0308rvaro", "närvaro"),
        ("matematik undervisning", "Resonerande undervisning i matematik"),
        ("2026", "Läsåret 2026/27"),
    ],
)
def test_a_word_is_found_in_any_form(asked: str, written: str) -> None:
    assert answers(saying(written), question=asked)


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("närvaro", "Hög frånvaro"),
        ("matematik närvaro", "Matematik"),
        ("plan", "Närvaroplan"),
    ],
)
def test_another_word_is_not_found(asked: str, written: str) -> None:
    assert not answers(saying(written), question=asked)


def test_words_of_the_process_and_ids_are_not_what_people_wrote() -> None:
    # given
    entry = entry_of(nominated(DAY))

    # when
    text = text_of(entry)

    # then
    assert "Exempelskolan" in text
    assert "low_results" not in text


def test_why_an_entry_is_late_is_what_people_wrote() -> None:
    # given
    entry = saying("Läsning")
    late = entry.metadata.model_copy(update={"late_reason": "Sjukdom i gruppen"})

    # then
    assert answers(replace(entry, metadata=late), question="sjukdomen")


def test_an_entry_names_ids_and_units_wherever_they_stand() -> None:
    # given
    nominated_entry = entry_of(nominated(DAY))
    person = UUID(int=77)
    correction = EntryCorrected(
        occurred_on=TODAY,
        target_event_id=UUID(int=5),
        changes=(Change(field="personId", old=str(UUID(int=1)), new=str(person)),),
        reason="Fel.",
        found_by=UUID(int=6),
    )
    group = entry_of(area(DAY, title="Läsning"))
    on_behalf = group.metadata.model_copy(update={"on_behalf_of": UUID(int=8)})

    # then
    assert "01234567" in named_in(nominated_entry)
    assert {str(person), str(UUID(int=5)), str(UUID(int=6))} <= named_in(
        entry_of(correction)
    )
    assert named_in(replace(group, metadata=on_behalf)) >= {str(AREA), str(UUID(int=8))}
    assert isinstance(group.event, AreaIdentified)


def test_the_unit_of_an_event_is_the_one_it_is_about() -> None:
    assert unit_of(nominated(DAY)) == "01234567"
    assert unit_of(area(DAY, title="Läsning")) is None
