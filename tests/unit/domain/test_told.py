"""A noun keeps all that was told of each thing."""

import copy
import pickle

from hypothesis import given
from hypothesis import strategies as st

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


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(), st.booleans())))
def test_when_somebody_looks_makes_no_difference(
    facts: list[tuple[str, int, bool]],
) -> None:
    # given
    visits, plain = _Visits(), dict[str, tuple[int, ...]]()
    steps = [(visits, plain)]
    # when
    for key, fact, looked_at in facts:
        visits, plain = visits.adding(key, fact), dict(plain)
        plain[key] = (*plain.get(key, ()), fact)
        steps.append((visits, plain))
        assert not looked_at or list(visits.of_each) == list(plain)
    # then
    for then, stood in steps:
        assert list(then.of_each.items()) == list(stood.items())
        assert all(then.of(key) == stood.get(key, ()) for key in "abc")


def test_what_nobody_has_looked_at_for_long_can_be_copied_and_sent() -> None:
    # given
    visits = _Visits()
    for number in range(5_000):
        visits = visits.adding("a", number)
    # then
    assert copy.deepcopy(visits) == visits
    assert pickle.loads(pickle.dumps(visits)) == visits  # noqa: S301 (made here)
    assert visits.latest("a") == 4_999
    assert repr(_Visits().adding("a", 1)) == "_Visits({'a': (1,)})"
