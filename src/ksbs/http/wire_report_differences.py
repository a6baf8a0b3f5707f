"""What the API answers about a report at two pairs of times."""

from typing import Literal

from ksbs.application.view import AsOf
from ksbs.domain.words import Model
from ksbs.http.wire_differences import ChangedRow, DifferenceCount
from ksbs.http.wire_views import ShownRow, Wording


class TableColumn(Model):
    """A column of a report's table. / En kolumn i en rapports tabell."""

    name: str
    """Its name in the rows. / Dess namn i raderna."""
    title: Wording
    """Its heading, with the unit where there is one. / Dess rubrik, med enheten där det
    finns en.
    """


class TableDifferences(Model):
    """What differs in one table of a report.

    / Vad som skiljer i en av rapportens tabeller.
    """

    name: str
    """The table's name in the report. / Tabellens namn i rapporten."""
    title: Wording
    """Its heading. / Dess rubrik."""
    columns: tuple[TableColumn, ...]
    """Its columns, from the first to the last. / Dess kolumner, från den första till den
    sista.
    """
    added: tuple[ShownRow, ...]
    """Rows that the report has at the second pair only. / Rader som rapporten har bara
    vid det andra paret.
    """
    removed: tuple[ShownRow, ...]
    """Rows that the report has at the first pair only. / Rader som rapporten har bara
    vid det första paret.
    """
    changed: tuple[ChangedRow, ...]
    """Rows that it has at both and that read differently. / Rader som den har vid båda
    och som lyder annorlunda.
    """


class ReportDifferences(Model):
    """What a report says otherwise at another pair of times.

    / Vad en rapport säger annorlunda vid ett annat par av tider.
    """

    name: str
    """Which report it is. / Vilken rapport det är."""
    title: Wording
    """What it is called. / Vad den heter."""
    language: Literal["sv", "en"]
    """The language of the texts among the values. / Språket för texterna bland
    värdena.
    """
    same_day: bool
    """True if both pairs are about the same day: then all that differs is what came to
    be known in between. / Sant om båda paren gäller samma dag: då är allt som skiljer
    sådant som blev känt däremellan.
    """
    total: DifferenceCount
    """How many rows differ in all of its tables. / Hur många rader som skiljer i alla
    dess tabeller.
    """
    tables: tuple[TableDifferences, ...]
    """Only those in which something differs. / Bara de där något skiljer."""
    as_of: AsOf
    """The first pair. / Det första paret."""
    compared_to: AsOf
    """The second pair. / Det andra paret."""
