"""What fields say of themselves is read from the source, and described to readers."""

from collections.abc import Iterator
from typing import Annotated, Any, Generic, TypeVar

import pytest
from pydantic import Field, TypeAdapter

from ksbs.domain import docstrings
from ksbs.domain.docstrings import field_docstrings
from ksbs.domain.words import Model

T = TypeVar("T")


class Inner(Model):
    """What stands in another."""

    size: int = 0
    """How large. / Hur stor."""


class Base(Model):
    """What others build on."""

    long_name: int
    """The name, which goes on
    for two lines.
    """

    kept: Inner
    """What is kept. / Vad som behålls."""

    silent: int = 0


class Renewed(Base):
    """A base with fields that are annotated anew."""

    long_name: int
    kept: Inner
    """What is kept now."""


class Boxed(Model, Generic[T]):
    """A box of anything."""

    held: T
    """What is in it."""


def test_a_field_says_what_stands_after_it() -> None:
    assert field_docstrings(Base) == {
        "long_name": "The name, which goes on\nfor two lines.",
        "kept": "What is kept. / Vad som behålls.",
    }


def test_a_field_annotated_anew_says_itself_or_nothing() -> None:
    assert field_docstrings(Renewed) == {"kept": "What is kept now."}


def test_a_model_made_in_a_function_is_found() -> None:
    # given
    class Local(Base):
        """Made where it is used."""

        own: int = 0
        """Its own."""

    # then
    assert field_docstrings(Local) == {**field_docstrings(Base), "own": "Its own."}


def test_a_generic_model_says_the_same_whatever_it_holds() -> None:
    assert field_docstrings(Boxed[int]) == {"held": "What is in it."}


def test_a_schema_describes_fields_by_their_names_on_the_wire() -> None:
    # when
    properties = Base.model_json_schema()["properties"]

    # then
    assert properties["longName"]["description"].startswith("The name, which goes on")
    assert properties["kept"] == {
        "$ref": "#/$defs/Inner",
        "description": "What is kept. / Vad som behålls.",
    }
    assert "description" not in properties["silent"]


@pytest.mark.parametrize("mode", ["validation", "serialization"])
def test_a_model_within_another_is_described_too(mode: Any) -> None:
    # when
    schema = TypeAdapter(list[Base]).json_schema(mode=mode, by_alias=False)

    # then
    assert schema["$defs"]["Inner"]["properties"]["size"]["description"] == (
        "How large. / Hur stor."
    )
    assert "long_name" in schema["$defs"]["Base"]["properties"]


def test_what_a_field_is_told_to_say_goes_before_its_docstring() -> None:
    # given
    class Told(Model):
        """Says one thing, and is told another."""

        field: Annotated[int, Field(description="Told.")]
        """Said."""

    # then
    assert Told.model_json_schema()["properties"]["field"]["description"] == "Told."


@pytest.fixture
def nothing_read_before() -> Iterator[None]:
    caches = (field_docstrings, docstrings._of_module)
    for cache in caches:
        cache.cache_clear()
    yield
    for cache in caches:
        cache.cache_clear()


@pytest.mark.usefixtures("nothing_read_before")
def test_without_its_source_a_model_says_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # given
    def gone(_: object) -> str:
        raise OSError("could not get source code")

    monkeypatch.setattr("inspect.getsource", gone)

    # then
    assert field_docstrings(Base) == {}
