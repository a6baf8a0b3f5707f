"""What the API answers about the selection: lists of rounds and of candidates."""

from uuid import UUID

from ksbs.application.selection_view import CandidateView, SelectionRoundView
from ksbs.application.view import AsOf
from ksbs.http.wire_lists import Page


class SelectionRoundList(Page[SelectionRoundView]):
    """Selection rounds, those that opened last first.

    / Urvalsomgångar, de som öppnade sist först.
    """

    as_of: AsOf
    """The day the answer is for, as known when. / Vilken dag svaret gäller, som det var
    känt när.
    """


class CandidateList(Page[CandidateView]):
    """The schools of a round's form by name, in Swedish order; none is selected.

    / Skolorna av en omgångs skolform efter namn, i svensk ordning; ingen är vald.
    """

    round_id: UUID
    """The round whose candidates they are. / Omgången vars kandidater de är."""
    criteria_version: int | None
    """The version of the criteria that they are seen by; null while none are set. /
    Versionen av kriterierna som de ses utifrån; null så länge inga är fastställda.
    """
    as_of: AsOf
    """The day the answer is for, as known when. / Vilken dag svaret gäller, som det var
    känt när.
    """
