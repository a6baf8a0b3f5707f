"""Labels of values in rows: right, or none at all."""

from ksbs.domain.register import load_domain
from ksbs.domain.words import Word
from ksbs.http.viewing_labels import (
    WORDS_OF_COLUMN,
    label_of,
    labels_of,
)
from projections import discover

load_domain()


def test_every_column_with_words_of_its_own_is_there() -> None:
    for (name, column), words in WORDS_OF_COLUMN.items():
        kinds = {each.name: each.kind for each in discover()[name].columns}
        assert kinds[column] == "text", (name, column)
        assert issubclass(words, Word)


def test_a_value_that_could_be_several_words_is_read_by_its_column() -> None:
    # given
    portfolio, interventions = (
        discover()["programme_status"],
        discover()["interventions"],
    )

    # when
    status = label_of(portfolio, "status", "started")
    run = label_of(interventions, "status", "started")

    # then
    assert status is not None
    assert run is not None
    assert status.sv == "påbörjad"
    assert run != status


def test_a_value_that_is_no_word_or_could_be_several_has_no_label() -> None:
    # given
    portfolio = discover()["programme_status"]

    # then
    assert label_of(portfolio, "school_name", "Exempelskolan") is None
    assert label_of(portfolio, "school_name", "leadership") is None
    assert label_of(portfolio, "status", "unheard-of") is None
    assert label_of(portfolio, "started_on", None) is None


def test_only_texts_have_labels() -> None:
    # when
    labels = labels_of(
        discover()["people"], {"role": "principal", "number": 1, "person_id": "chief"}
    )

    # then
    assert {name: label.sv for name, label in labels.items()} == {"role": "rektor"}
