"""Reading over HTTP: programmes at any moment, the audit trail, single events."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel

from ksbs.application.days import end_of, start_of
from ksbs.application.refusals import NotFound, not_then
from ksbs.application.trail_filter import TrailFilter
from ksbs.application.view import AsOf
from ksbs.http import paging
from ksbs.http.acting import programme_id_of, view_of
from ksbs.http.api import Api
from ksbs.http.asked import Asked
from ksbs.http.exchange import Reply
from ksbs.http.pinning import is_pinned, reply_with_tag
from ksbs.http.preconditions import etag_of, has_already
from ksbs.http.readers import read_id
from ksbs.http.times import Unreadable
from ksbs.http.wire import EventList, TrailAsOf


def reply_with(model: BaseModel, **headers: str) -> Reply:
    """Answer 200 with a model."""
    body = model.model_dump_json(by_alias=True).encode()
    return Reply(body=body, headers=headers)


def as_of(api: Api, asked: Asked, *, day: str = "validAt") -> AsOf:
    """Resolve the pair of times asked for."""
    return api.services.history.resolve(
        valid_at=asked.query.get(day), known_at=asked.query.get("knownAt")
    )


def get_programme(api: Api, asked: Asked) -> Reply:
    """Answer `GET /programmes/{programmeId}`.

    About now its ETag is the stream's version, which the next action wants; for a
    pinned pair it is that of the answer.
    """
    programme_id = programme_id_of(asked.path["programmeId"])
    pair = as_of(api, asked)
    history = api.services.history
    timed = bool(asked.query)
    try:
        view, version = history.programme(programme_id, as_of=pair, actor=asked.actor)
    except NotFound:
        if timed:
            raise not_then(programme_id, pair) from None
        raise
    if timed:
        return reply_with_tag(asked, view, pinned=is_pinned(api, asked))
    etag = etag_of(version)
    if has_already(asked.exchange, etag=etag):
        return Reply(body=b"", status=304, headers={"ETag": etag})
    return reply_with(view, ETag=etag)


def list_events(api: Api, asked: Asked) -> Reply:
    """Answer `GET /events` and `GET /programmes/{programmeId}/events`."""
    query = asked.query
    programme_id = query.get("programmeId")
    if "programmeId" in asked.path:
        programme_id = programme_id_of(asked.path["programmeId"])
    pair = as_of(api, asked)
    page = api.services.trail.page(
        _trail_filter(query, programme_id=programme_id),
        actor=asked.actor,
        limit=paging.limit_of(asked),
        after=query.get("after"),
        up_to=pair.position,
    )
    last = page.entries[-1].event_id if page.more else None
    listed = EventList(
        items=tuple(view_of(entry) for entry in page.entries),
        meta=paging.cursor_meta(asked, count=len(page.entries)),
        links=paging.cursor_links(asked, after=last),
        as_of=trail_as_of(pair),
    )
    pinned = is_pinned(api, asked, times=("knownAt",))
    return reply_with_tag(asked, listed, pinned=pinned)


def trail_as_of(pair: AsOf) -> TrailAsOf:
    """Say up to where the record is looked at."""
    return TrailAsOf(known_at=pair.known_at, position=pair.position, root=pair.root)


def _trail_filter(
    query: Mapping[str, Any], *, programme_id: UUID | None
) -> TrailFilter:
    return TrailFilter(
        programme_id=programme_id,
        school_unit_code=query.get("schoolUnitCode"),
        person_id=query.get("personId"),
        role=query.get("role"),
        name=query.get("name"),
        recorded_from=_first_instant(query.get("recordedFrom")),
        recorded_to=_last_instant(query.get("recordedTo")),
        occurred_from=query.get("occurredFrom"),
        occurred_to=query.get("occurredTo"),
        dnr=query.get("dnr"),
        correlation_id=query.get("correlationId"),
        named_id=query.get("namedId"),
        question=query.get("q"),
    )


def _first_instant(moment: date | datetime | None) -> datetime | None:
    if moment is None or isinstance(moment, datetime):
        return moment
    return start_of(moment)


def _last_instant(moment: date | datetime | None) -> datetime | None:
    if moment is None or isinstance(moment, datetime):
        return moment
    return end_of(moment)


def get_event(api: Api, asked: Asked) -> Reply:
    """Answer `GET /events/{eventId}`."""
    text = asked.path["eventId"]
    try:
        event_id = read_id(text)
    except Unreadable:
        raise NotFound("event", text) from None
    return reply_with(view_of(api.services.trail.entry(event_id, actor=asked.actor)))
