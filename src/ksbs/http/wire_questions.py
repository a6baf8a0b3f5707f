"""What the API answers about the thirty questions: the list of them, and one answered."""

from typing import Annotated

from pydantic import Field, JsonValue

from ksbs.application.view import AsOf
from ksbs.domain.words import Model
from ksbs.http.wire_lists import PageLinks, PageMeta
from ksbs.http.wire_views import Wording
from ksbs.questions.question import Kind

Row = dict[str, JsonValue]


class QuestionParameter(Model):
    """Something that may be asked for in a question. / Något som kan anges i en fråga."""

    name: str
    """Its name in the query; on the command line with -- before it. / Dess namn i
    frågesträngen; på kommandoraden med -- före.
    """
    about: Wording
    """What it is. / Vad det är."""
    default: Wording
    """What holds where it is not said. / Vad som gäller om det inte sägs."""
    words: tuple[str, ...]
    """The words there are, if it is one of a list. / Orden som finns, om det är ett ur
    en lista.
    """


class QuestionColumn(Model):
    """A column of an answer. / En kolumn i ett svar."""

    name: str
    """The member of every row. / Namnet i varje rad."""
    title: Wording
    """What it is called. / Vad den heter."""


class QuestionView(Model):
    """A question with its documented query. / En fråga med sin dokumenterade sökning."""

    number: int
    """From 1 to 30. / Från 1 till 30."""
    kind: Kind
    """A for audit, H for history. / A för granskning, H för historik."""
    title: Wording
    """The question in short. / Frågan i korthet."""
    question: Wording
    """The question as it is asked. / Frågan som den ställs."""
    query: Wording
    """What is read, and how it is narrowed. / Vad som läses och hur det avgränsas."""
    personal: bool
    """True if it is about one person: then fewer roles may ask it. / Sant om den gäller
    en person: då får färre roller ställa den.
    """
    parameters: tuple[QuestionParameter, ...]
    """What may be said besides the two times. / Vad som kan anges utöver de två
    tiderna.
    """
    columns: tuple[QuestionColumn, ...]
    """The columns of its answer. / Kolumnerna i svaret."""
    command: str
    """A command line that asks it. / En kommandorad som ställer den."""
    api: str
    """A call of this API that asks it. / Ett anrop till detta API som ställer den."""


class QuestionList(Model):
    """The thirty questions by number. / De trettio frågorna efter nummer."""

    items: tuple[QuestionView, ...]
    """The questions. / Frågorna."""


class QuestionAnswered(Model):
    """A question answered at a pair of times. / En fråga besvarad för ett par av tider."""

    number: int
    """The number of the question. / Frågans nummer."""
    question: Wording
    """The question as it is asked. / Frågan som den ställs."""
    columns: tuple[QuestionColumn, ...]
    """The columns, in order; every row has them all. / Kolumnerna i ordning; varje rad
    har alla.
    """
    items: tuple[Row, ...]
    """The rows. / Raderna."""
    as_of: AsOf
    """The pair it is answered for. / Paret den är besvarad för."""


class QuestionAnswer(QuestionAnswered):
    """A page of an answered question. / En sida av en besvarad fråga."""

    meta: Annotated[PageMeta, Field(alias="_meta")]
    """Which page this is. / Vilken sida det är."""
    links: Annotated[PageLinks, Field(alias="_links")]
    """The other pages. / De andra sidorna."""
