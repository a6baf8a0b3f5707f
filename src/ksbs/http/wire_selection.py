"""What the API answers about the selection: lists of rounds and of candidates."""

from uuid import UUID

from ksbs.application.selection_view import CandidateView, SelectionRoundView
from ksbs.application.view import AsOf
from ksbs.http.wire import Page


class SelectionRoundList(Page[SelectionRoundView]):
    """Selection rounds, those that opened last first."""

    as_of: AsOf


class CandidateList(Page[CandidateView]):
    """The schools of a round's form by name, in Swedish order; none is selected."""

    round_id: UUID
    criteria_version: int | None
    """The version of the criteria that they are seen by; null while none are set."""
    as_of: AsOf
