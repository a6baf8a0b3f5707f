"""How the read models stand, over HTTP."""

from ksbs.application import policy
from ksbs.application.views import Ill, Rebuild, Standing
from ksbs.http.api import Api
from ksbs.http.asked import Asked
from ksbs.http.exchange import Reply
from ksbs.http.reading import reply_with
from ksbs.http.viewing_labels import wording_of
from ksbs.http.wire_standing import (
    AilmentView,
    ProjectionList,
    ProjectionView,
    RebuildView,
)


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
        title=wording_of(standing.title),
        version=standing.version,
        about=standing.about,
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
