"""The fields of events and actions, as a person reads them."""

from typing import Literal
from uuid import UUID

from pydantic import JsonValue

from ksbs.application.fields import FieldWords, fields_of
from ksbs.domain.words import Bilingual, Line, Model, Word


class Colour(Word):
    """A colour. / En färg."""

    RED = "red", "röd", "red"
    BLUE = "blue", "blå", "blue"


class Wheel(Model):
    """A wheel. / Ett hjul."""

    colour: Colour
    spokes: int | None = None
    """How many spokes it has. / Hur många ekrar det har."""


class Cart(Model):
    """A cart. / En kärra."""

    cart_id: UUID
    """The cart. / Kärran."""
    wheels: tuple[Wheel, ...]
    """What it
    rolls on. / Vad den rullar på.
    """
    spare: Wheel | None = None
    """The spare wheel. / Reservhjulet."""
    owner: UUID | Literal["city"] | None
    """Whose it is. / Vems den är."""
    load: JsonValue
    """What it carries. / Vad den bär."""
    name: Line = "Kärran"
    """What it is called. / Vad den kallas."""


def told() -> dict[str, FieldWords]:
    return {field.name: field for field in fields_of(Cart)}


def test_a_field_is_told_by_its_name_on_the_wire_in_both_languages() -> None:
    assert told()["cartId"] == FieldWords(
        "cartId", "uuid", required=True, words=Bilingual("The cart.", "Kärran.")
    )


def test_a_text_over_several_lines_is_told_on_one() -> None:
    assert told()["wheels"].words == Bilingual(
        "What it rolls on.", "Vad den rullar på."
    )


def test_the_fields_of_what_a_field_holds_follow_it() -> None:
    assert list(told()) == [
        "cartId",
        "wheels",
        "wheels[].colour",
        "wheels[].spokes",
        "spare",
        "spare.colour",
        "spare.spokes",
        "owner",
        "load",
        "name",
    ]
    assert told()["wheels[].spokes"].words.sv == "Hur många ekrar det har."


def test_a_field_without_words_of_its_own_is_told_by_those_of_its_type() -> None:
    assert told()["spare.colour"].words == Bilingual("A colour.", "En färg.")


def test_the_type_is_told_as_json_has_it() -> None:
    assert {name: field.type for name, field in told().items()} == {
        "cartId": "uuid",
        "wheels": "list of {`colour`, `spokes`}",
        "wheels[].colour": "`red`, `blue`",
        "wheels[].spokes": "integer",
        "spare": "{`colour`, `spokes`}",
        "spare.colour": "`red`, `blue`",
        "spare.spokes": "integer",
        "owner": "uuid or `city` or null",
        "load": "any JSON value",
        "name": "string",
    }


def test_a_field_that_may_be_left_out_is_not_required() -> None:
    assert {name for name, field in told().items() if not field.required} == {
        "wheels[].spokes",
        "spare",
        "spare.spokes",
        "name",
    }


def test_fields_can_be_left_out_with_what_they_hold() -> None:
    # when
    fields = fields_of(Cart, leave_out={"wheels", "spare", "cart_id"})

    # then
    assert [field.name for field in fields] == ["owner", "load", "name"]


def test_a_program_reads_a_field_without_marks() -> None:
    assert told()["wheels[].colour"].wire() == {
        "field": "wheels[].colour",
        "type": "red, blue",
        "required": True,
        "what": "A colour.",
        "whatSv": "En färg.",
    }
