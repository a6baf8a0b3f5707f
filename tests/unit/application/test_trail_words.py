"""Words as they are looked for, and what of a text they are found by."""

from ksbs.application.trail_words import lexemes_of, sought_in, words_of


def test_no_more_than_ten_words_are_looked_for() -> None:
    assert len(sought_in(" ".join("abcdefghijklmno"))) == 10


def test_signs_between_words_are_no_words() -> None:
    assert words_of("Och/eller: e-post_adress!") == [
        "och",
        "eller",
        "e",
        "post",
        "adress",
    ]


def test_a_text_is_found_by_its_words_and_their_stems() -> None:
    assert lexemes_of("Skolans mål 2026") == {"skolans", "skol", "mål", "2026"}


def test_of_a_word_without_an_end_the_beginning_counts() -> None:
    # given
    endless = "x" * 5_000

    # then
    assert {len(word) for word in lexemes_of(endless)} == {200}
    assert all(sought.is_among(lexemes_of(endless)) for sought in sought_in(endless))
