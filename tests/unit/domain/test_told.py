"""A noun keeps all that was told of each thing."""

from ksbs.domain.programme import Programme
from ksbs.domain.told import Told


class _Visits(Told[str, int]):
    pass


class _Calls(Told[str, int]):
    pass


def test_of_what_was_never_named_nothing_is_told() -> None:
    assert _Visits().of("a") == ()
    assert _Visits().latest("a") is None
    assert list(_Visits().latest_of_each()) == []


def test_what_is_told_of_a_thing_stays_in_its_order() -> None:
    # given
    visits = _Visits().adding("a", 1).adding("b", 5)
    # when
    more = visits.adding("a", 3).adding("a", 2)
    # then
    assert (more.of("a"), more.of("b")) == ((1, 3, 2), (5,))
    assert (more.latest("a"), list(more.latest_of_each())) == (2, [2, 5])
    assert visits.of("a") == (1,)


def test_two_nouns_keep_the_like_apart_in_one_programme() -> None:
    # given
    programme = Programme().keeping(_Visits().adding("a", 1))
    # when
    programme = programme.keeping(programme.facet(_Calls).adding("a", 2))
    # then
    assert programme.facet(_Visits) == _Visits().adding("a", 1)
    assert programme.facet(_Calls).of("a") == (2,)
