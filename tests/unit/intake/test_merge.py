from dataclasses import replace
from datetime import date
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ksbs.application.intake import SchoolUnitRecord, merge
from ksbs.application.intake.records import FACTS, Source

_WORDS = st.none() | st.sampled_from(["A", "B"])
RECORDS = st.builds(
    SchoolUnitRecord,
    code=st.just("01234567"),
    name=st.sampled_from(["Gamla namnet", "Nya namnet"]),
    status=_WORDS,
    school_forms=st.sampled_from([(), ("GR",), ("FKLASS", "GR")]),
    municipality_code=_WORDS,
    organizer_number=_WORDS,
    organizer_type=_WORDS,
    organizer_name=_WORDS,
    source=st.sampled_from(get_args(Source)),
    observed_on=st.none() | st.dates(date(2026, 1, 1), date(2026, 1, 4)),
    line=st.integers(1, 9),
)


@given(known=st.none() | RECORDS, new=RECORDS)
def test_merging_twice_is_merging_once(
    known: SchoolUnitRecord | None, new: SchoolUnitRecord
) -> None:
    # given
    once = merge(known, new)

    # when / then
    assert merge(once, new) == once


@given(known=RECORDS, new=RECORDS)
def test_what_either_says_is_never_lost_to_silence_nor_made_up(
    known: SchoolUnitRecord, new: SchoolUnitRecord
) -> None:
    # given / when
    merged = merge(known, new)

    # then
    for fact in FACTS:
        said = {getattr(known, fact), getattr(new, fact)} - {None, ()}
        assert getattr(merged, fact) in (said or {None, ()})


@given(known=RECORDS, new=RECORDS)
def test_the_later_day_decides_whichever_was_read_first(
    known: SchoolUnitRecord, new: SchoolUnitRecord
) -> None:
    # given
    older, newer = replace(known, observed_on=date(2025, 1, 1)), new

    # when
    for merged in (merge(older, newer), merge(newer, older)):
        # then
        if newer.observed_on is not None:
            assert (merged.observed_on, merged.source) == (
                newer.observed_on,
                newer.source,
            )
            assert all(
                getattr(merged, f) == getattr(newer, f)
                for f in FACTS
                if getattr(newer, f)
            )


@given(dated=RECORDS, undated=RECORDS)
def test_a_file_without_a_day_overwrites_nothing_that_has_one(
    dated: SchoolUnitRecord, undated: SchoolUnitRecord
) -> None:
    # given
    dated = replace(dated, observed_on=date(2020, 1, 1))
    undated = replace(undated, observed_on=None)

    # when
    merged = merge(dated, undated)

    # then
    assert merged.observed_on == date(2020, 1, 1)
    assert all(getattr(merged, f) == v for f, v in dated.facts().items() if v)


def test_on_the_same_day_the_register_decides_over_planned_educations() -> None:
    # given
    register = SchoolUnitRecord(
        code="01234567",
        name="Registrets namn",
        status="AKTIV",
        school_forms=(),
        municipality_code=None,
        organizer_number=None,
        organizer_type=None,
        organizer_name=None,
        source="school-unit-register-v2",
        observed_on=date(2026, 1, 1),
        line=1,
    )
    planned = replace(
        register, name="Annat", status=None, source="planned-educations-v4"
    )

    # when / then
    assert merge(register, planned).name == "Registrets namn"
    assert merge(planned, register).name == "Registrets namn"


@given(known=RECORDS, new=RECORDS)
def test_of_one_day_and_source_what_is_read_last_decides(
    known: SchoolUnitRecord, new: SchoolUnitRecord
) -> None:
    # given
    new = replace(new, source=known.source, observed_on=known.observed_on)

    # when / then
    assert merge(known, new).name == new.name


@given(known=RECORDS, new=RECORDS)
def test_two_units_are_never_merged(
    known: SchoolUnitRecord, new: SchoolUnitRecord
) -> None:
    # given
    other = replace(new, code="07654321")

    # when / then
    with pytest.raises(ValueError, match="cannot merge unit 07654321"):
        merge(known, other)
