"""What the API answers about two pairs of times: what differs between them."""

from uuid import UUID

from pydantic import JsonValue

from ksbs.application.view import AsOf
from ksbs.domain.words import Model
from ksbs.http.wire_views import Cells, Labels, NamedView, ShownRow, Wording


class FieldDifference(Model):
    """A column of a row that reads differently.

    / En kolumn i en rad som lyder annorlunda.
    """

    field: str
    """The name of the column. / Kolumnens namn."""
    about: Wording
    """What the column holds. / Vad kolumnen innehåller."""
    old: JsonValue
    """What it read at the first pair. / Hur den löd vid det första paret."""
    new: JsonValue
    """What it reads at the second pair. / Hur den lyder vid det andra paret."""
    old_label: Wording | None
    """What the old value means, if it is a word of the process. / Vad det gamla värdet
    betyder, om det är ett ord i processen.
    """
    new_label: Wording | None
    """What the new value means, if it is a word of the process. / Vad det nya värdet
    betyder, om det är ett ord i processen.
    """


class ChangedRow(Model):
    """A row that is there both times and reads differently.

    / En rad som finns båda gångerna och lyder annorlunda.
    """

    key: Cells
    """What tells the row from the others of the programme or of the table; empty where
    there is one row. / Det som skiljer raden från omgångens eller tabellens andra; tomt
    där det finns en enda rad.
    """
    labels: Labels
    """What the values of the key mean that are words of the process, by column. / Vad
    de av nyckelns värden betyder som är ord i processen, efter kolumn.
    """
    fields: tuple[FieldDifference, ...]
    """The columns that read differently. / Kolumnerna som lyder annorlunda."""


class ViewDifferences(NamedView):
    """What differs in one read model. / Vad som skiljer i en läsmodell."""

    added: tuple[ShownRow, ...]
    """Rows that are there at the second pair only. / Rader som finns bara vid det andra
    paret.
    """
    removed: tuple[ShownRow, ...]
    """Rows that are there at the first pair only. / Rader som finns bara vid det första
    paret.
    """
    changed: tuple[ChangedRow, ...]
    """Rows that are there at both and read differently. / Rader som finns vid båda och
    lyder annorlunda.
    """


class DifferenceCount(Model):
    """How many rows differ. / Hur många rader som skiljer."""

    added: int
    """Rows that are there at the second pair only. / Rader som finns bara vid det andra
    paret.
    """
    removed: int
    """Rows that are there at the first pair only. / Rader som finns bara vid det första
    paret.
    """
    changed: int
    """Rows that are there at both and read differently. / Rader som finns vid båda och
    lyder annorlunda.
    """


class ProgrammeDifferences(Model):
    """What changed of a programme from one pair of times to another.

    / Vad som ändrades i en omgång från ett par av tider till ett annat.
    """

    programme_id: UUID
    """The programme. / Omgången."""
    same_day: bool
    """True if both pairs are about the same day: then all that differs is what came to
    be known in between. / Sant om båda paren gäller samma dag: då är allt som skiljer
    sådant som blev känt däremellan.
    """
    total: DifferenceCount
    """How many rows differ in all of its read models. / Hur många rader som skiljer i
    alla dess läsmodeller.
    """
    views: tuple[ViewDifferences, ...]
    """Only those in which something differs. / Bara de där något skiljer."""
    as_of: AsOf
    """The first pair. / Det första paret."""
    compared_to: AsOf
    """The second pair. / Det andra paret."""
