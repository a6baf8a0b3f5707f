from ksbs.application.numbering import numbered


def test_items_are_numbered_among_those_that_are_alike() -> None:
    # given
    words = ["bok", "bil", "ask", "by"]
    # when
    found = list(numbered(words, alike=lambda word: word[0]))
    # then
    assert found == [(1, "bok"), (2, "bil"), (1, "ask"), (3, "by")]


def test_nothing_is_numbered_where_there_is_nothing() -> None:
    assert list(numbered([], alike=str)) == []
