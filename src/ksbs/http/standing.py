"""How the read models stand, over HTTP."""

from collections.abc import Sequence

from ksbs.application import policy
from ksbs.application.projection import Column
from ksbs.application.views import Ill, Rebuild, Standing
from ksbs.domain.words import spoken
from ksbs.http.api import Api
from ksbs.http.asked import Asked
from ksbs.http.exchange import Reply
from ksbs.http.reading import reply_with
from ksbs.http.wire_standing import (
    AilmentView,
    ColumnView,
    ProjectionList,
    ProjectionView,
    RebuildView,
)
from ksbs.http.wire_views import Wording
from ksbs.reports.names import camel


def list_projections(api: Api, asked: Asked) -> Reply:
    """Answer `GET /projections`."""
    what = policy.Read.PROJECTIONS
    verdict = policy.may_read(asked.actor, what, relations=())
    policy.require(verdict, action=what.value, role=asked.actor.role)
    rows = api.services.rows
    found = [] if rows is None else list(rows.standing())
    head = api.services.store.head().position
    items = tuple(projection_view(each) for each in found)
    return reply_with(ProjectionList(items=items, head=head))


def projection_view(standing: Standing) -> ProjectionView:
    """Show how a read model stands."""
    ills = standing.ills
    return ProjectionView(
        name=standing.name,
        title=Wording.of(spoken(standing.title)),
        version=standing.version,
        about=standing.about,
        columns=tuple(column_view(c, key=standing.key) for c in standing.columns),
        position=standing.position,
        lag=standing.lag,
        health="failed" if ills else "ok",
        code_changed=standing.changed,
        quarantined_streams=tuple(
            ill.stream_id
            for ill in ills
            if ill.kind == "quarantine" and ill.stream_id is not None
        ),
        ailments=tuple(_ailment(ill) for ill in ills),
        last_rebuild=_rebuild(standing.rebuild),
    )


def column_view(column: Column, *, key: Sequence[str]) -> ColumnView:
    """Show what a column of a read model holds."""
    return ColumnView(
        name=camel(column.name),
        type=column.kind,
        key=column.name in key,
        about=Wording.of(column.said),
    )


def _ailment(ill: Ill) -> AilmentView:
    return AilmentView.model_validate(
        {
            "kind": ill.kind,
            "stream_id": ill.stream_id,
            "position": ill.position,
            "since": ill.since,
            "error": ill.error,
        }
    )


def _rebuild(rebuild: Rebuild | None) -> RebuildView | None:
    if rebuild is None:
        return None
    return RebuildView(
        at=rebuild.at,
        position=rebuild.position,
        equal=rebuild.equal,
        reason=rebuild.reason,
    )
