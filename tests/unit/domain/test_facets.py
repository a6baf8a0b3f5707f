"""A noun keeps state of its own in the programme, without the programme knowing it."""

from dataclasses import dataclass

from ksbs.domain.programme import Programme
from ksbs.domain.replacing import replace


@dataclass(frozen=True)
class _Visits:
    count: int = 0


@dataclass(frozen=True)
class _Letters:
    count: int = 0


def test_a_facet_that_was_never_kept_is_empty() -> None:
    assert Programme().facet(_Visits) == _Visits()


def test_a_facet_is_kept_beside_the_others() -> None:
    # given
    programme = Programme().keeping(_Visits(2)).keeping(_Letters(1))
    # when
    visits = programme.facet(_Visits)
    changed = programme.keeping(replace(visits, count=visits.count + 1))
    # then
    assert changed.facet(_Visits) == _Visits(3)
    assert changed.facet(_Letters) == _Letters(1)
    assert programme.facet(_Visits) == _Visits(2)
