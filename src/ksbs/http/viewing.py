"""Views in time over HTTP: the list of programmes, timelines and differences."""

from datetime import timedelta
from uuid import UUID

from ksbs.application.projection import Projection
from ksbs.application.refusals import NotFound, not_then
from ksbs.application.view import AsOf
from ksbs.application.views_milestones import Milestone
from ksbs.application.views_reading import Lane, Timeline
from ksbs.application.views_rows import (
    Cells,
    RowChanged,
    RowDifferences,
    Segment,
)
from ksbs.http import paging
from ksbs.http.acting import programme_id_of
from ksbs.http.api import Api
from ksbs.http.asked import Asked
from ksbs.http.exchange import Reply
from ksbs.http.pinning import PAIR, SECOND_PAIR, is_pinned, reply_with_tag
from ksbs.http.reading import as_of
from ksbs.http.viewing_labels import label_of, labels_of
from ksbs.http.wire import ProgrammeList
from ksbs.http.wire_differences import (
    ChangedRow,
    DifferenceCount,
    FieldDifference,
    ProgrammeDifferences,
    ViewDifferences,
)
from ksbs.http.wire_views import (
    MilestoneView,
    ProgrammeTimeline,
    ShownRow,
    ShownSegment,
    ViewTimeline,
    Wording,
)
from ksbs.reports.names import camel

_DAY = timedelta(days=1)


def list_programmes(api: Api, asked: Asked) -> Reply:
    """Answer `GET /programmes`."""
    pair, limit = as_of(api, asked), paging.limit_of(asked)
    first = (asked.query.get("page", 1) - 1) * limit
    found = api.views.programmes(
        as_of=pair,
        actor=asked.actor,
        status=asked.query.get("status"),
        school_unit_code=asked.query.get("schoolUnitCode"),
        cut=slice(first, first + limit),
    )
    items = tuple(found.views)
    listed = ProgrammeList(
        items=items,
        meta=paging.page_meta(asked, total=found.total, count=len(items)),
        links=paging.page_links(asked, total=found.total),
        as_of=pair,
    )
    return reply_with_tag(asked, listed, pinned=is_pinned(api, asked))


def get_timeline(api: Api, asked: Asked) -> Reply:
    """Answer `GET /programmes/{programmeId}/timeline`."""
    programme_id = programme_id_of(asked.path["programmeId"])
    pair = as_of(api, asked)
    try:
        found = api.views.timeline(
            programme_id, as_of=pair, actor=asked.actor, names=asked.query.get("view")
        )
    except NotFound:
        raise _not_found(asked, programme_id, pair) from None
    shown = timeline_view(found)
    return reply_with_tag(asked, shown, pinned=is_pinned(api, asked))


def get_differences(api: Api, asked: Asked) -> Reply:
    """Answer `GET /programmes/{programmeId}/differences`."""
    programme_id = programme_id_of(asked.path["programmeId"])
    first, second = pairs_of(api, asked)
    try:
        found = api.views.differences(
            programme_id,
            first=first,
            second=second,
            actor=asked.actor,
            names=asked.query.get("view"),
        )
    except NotFound:
        raise _not_found(asked, programme_id, first) from None
    shown = differences_view(found, programme_id, first=first, second=second)
    pinned = is_pinned(api, asked, times=(*PAIR, *SECOND_PAIR))
    return reply_with_tag(asked, shown, pinned=pinned)


def pairs_of(api: Api, asked: Asked) -> tuple[AsOf, AsOf]:
    """Resolve both pairs; the second is the same day as known now unless said."""
    return api.services.history.resolve_both(
        as_of(api, asked),
        valid_at=asked.query.get("compareValidAt"),
        known_at=asked.query.get("compareKnownAt"),
    )


def _not_found(asked: Asked, programme_id: UUID, pair: AsOf) -> Exception:
    """Say that there is no programme, or none then where times are asked for."""
    if asked.query:
        return not_then(programme_id, pair)
    return NotFound("programme", programme_id)


def timeline_view(found: Timeline) -> ProgrammeTimeline:
    """Show a programme over time."""
    programme = found.programme
    return ProgrammeTimeline(
        programme_id=programme.programme_id,
        school_unit_code=programme.school_unit_code,
        school_name=programme.school_name,
        milestones=tuple(_milestone(each) for each in found.milestones),
        views=tuple(_lane(each) for each in found.lanes),
        as_of=programme.as_of,
    )


def _milestone(milestone: Milestone) -> MilestoneView:
    entry = milestone.entry
    event = type(entry.event)
    return MilestoneView(
        occurred_on=milestone.on,
        name=entry.name,
        label=Wording(sv=event.sv, en=event.en),
        event_id=entry.event_id,
        status=milestone.status,
        decision=event.decision,
    )


def _lane(lane: Lane) -> ViewTimeline:
    projection = lane.projection
    return ViewTimeline(
        name=projection.name,
        title=Wording.of(projection.said),
        version=projection.version,
        segments=tuple(_segment(projection, each) for each in lane.segments),
    )


def _segment(projection: Projection, segment: Segment) -> ShownSegment:
    row = _row(projection, segment.row)
    return ShownSegment(
        key=row.key,
        values=row.values,
        labels=row.labels,
        first_day=segment.since,
        last_day=None if segment.until is None else segment.until - _DAY,
    )


def differences_view(
    found: list[RowDifferences], programme_id: UUID, *, first: AsOf, second: AsOf
) -> ProgrammeDifferences:
    """Show what differs between two pairs."""
    return ProgrammeDifferences(
        programme_id=programme_id,
        same_day=first.valid_at == second.valid_at,
        total=DifferenceCount(
            added=sum(len(each.added) for each in found),
            removed=sum(len(each.removed) for each in found),
            changed=sum(len(each.changed) for each in found),
        ),
        views=tuple(_view_differences(each) for each in found if each.count),
        as_of=first,
        compared_to=second,
    )


def _view_differences(found: RowDifferences) -> ViewDifferences:
    projection = found.projection
    return ViewDifferences(
        name=projection.name,
        title=Wording.of(projection.said),
        version=projection.version,
        added=tuple(_row(projection, row) for row in found.added),
        removed=tuple(_row(projection, row) for row in found.removed),
        changed=tuple(_changed(projection, each) for each in found.changed),
    )


def _changed(projection: Projection, changed: RowChanged) -> ChangedRow:
    about = {column.name: Wording.of(column.said) for column in projection.columns}
    shown = _row(projection, changed.row)
    return ChangedRow(
        key=shown.key,
        labels={name: said for name, said in shown.labels.items() if name in shown.key},
        fields=tuple(
            FieldDifference(
                field=camel(name),
                about=about[name],
                old=old,
                new=new,
                old_label=label_of(projection, name, old),
                new_label=label_of(projection, name, new),
            )
            for name, (old, new) in changed.fields.items()
        ),
    )


def _row(projection: Projection, row: Cells) -> ShownRow:
    return ShownRow(
        key={camel(name): row[name] for name in projection.key},
        values={
            camel(name): value
            for name, value in row.items()
            if name not in projection.key
        },
        labels={
            camel(name): label for name, label in labels_of(projection, row).items()
        },
    )
