"""The selection over HTTP: rounds, and the schools side by side."""

from uuid import UUID

from ksbs.application.refusals import NotFound
from ksbs.http import paging
from ksbs.http.api import Api
from ksbs.http.asked import Asked
from ksbs.http.exchange import Reply
from ksbs.http.readers import read_id
from ksbs.http.reading import as_of, reply_with
from ksbs.http.times import Unreadable
from ksbs.http.wire_selection import CandidateList, SelectionRoundList


def list_selection_rounds(api: Api, asked: Asked) -> Reply:
    """Answer `GET /selection-rounds`."""
    pair = as_of(api, asked)
    rounds = api.selection.rounds(as_of=pair, actor=asked.actor)
    items = tuple(paging.page_of(rounds, asked))
    return reply_with(
        SelectionRoundList(
            items=items,
            meta=paging.page_meta(asked, total=len(rounds), count=len(items)),
            links=paging.page_links(asked, total=len(rounds)),
            as_of=pair,
        )
    )


def get_selection_round(api: Api, asked: Asked) -> Reply:
    """Answer `GET /selection-rounds/{roundId}`."""
    pair = as_of(api, asked)
    found = api.selection.round(_round_id(asked), as_of=pair, actor=asked.actor)
    return reply_with(found)


def list_candidates(api: Api, asked: Asked) -> Reply:
    """Answer `GET /selection-rounds/{roundId}/candidates`."""
    pair, round_id = as_of(api, asked), _round_id(asked)
    found = api.selection.candidates(round_id, as_of=pair, actor=asked.actor)
    total, items = len(found.schools), found.shown(paging.page_of(found.schools, asked))
    return reply_with(
        CandidateList(
            items=items,
            meta=paging.page_meta(asked, total=total, count=len(items)),
            links=paging.page_links(asked, total=total),
            round_id=round_id,
            criteria_version=found.criteria.version if found.criteria else None,
            as_of=pair,
        )
    )


def _round_id(asked: Asked) -> UUID:
    text = asked.path["roundId"]
    try:
        return read_id(text)
    except Unreadable:
        raise NotFound("selection round", text) from None
