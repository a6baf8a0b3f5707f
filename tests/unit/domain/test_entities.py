from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from ksbs.domain.entities import Entities

KEYS = st.integers(0, 60)


@dataclass(frozen=True)
class Thing:
    key: int
    text: str = ""
    born: bool = False


@given(st.lists(st.tuples(KEYS, st.text(max_size=2), st.booleans()), max_size=150))
def test_a_collection_is_a_dictionary_that_shows_the_born(
    puts: list[tuple[int, str, bool]],
) -> None:
    # given
    things: Entities[int, Thing] = Entities(Thing)
    plain: dict[int, Thing] = {}
    # when
    for key, text, born in puts:
        before = list(things)
        after = things.put(key, Thing(key, text, born))
        assert list(things) == before, "a put leaves what was as it was"
        things, plain[key] = after, Thing(key, text, born)
    # then
    assert list(things) == [thing for thing in plain.values() if thing.born]
    assert len(things) == sum(thing.born for thing in plain.values())
    assert all((key in things) == (plain[key].born) for key in plain)
    assert all(things[key] == plain.get(key, Thing(key)) for key in range(61))


@given(st.lists(KEYS, max_size=80))
def test_the_way_a_collection_came_about_does_not_show(keys: list[int]) -> None:
    # given
    one: Entities[int, Thing] = Entities(Thing)
    other: Entities[int, Thing] = Entities(Thing, {key: Thing(key) for key in keys})
    # when
    for key in keys:
        one = one.put(key, Thing(key, "first"))
    for key in keys:
        one = one.put(key, Thing(key))
    # then
    assert one == other
    assert hash(one) == hash(other)
    assert repr(one) == repr(other)


def test_an_unknown_key_gives_its_stub_and_is_not_there() -> None:
    things: Entities[int, Thing] = Entities(Thing)
    assert things[7] == Thing(7)
    assert 7 not in things
    assert list(things.where(text="")) == []
