"""Every time a visible sign was looked for, and what was seen."""

from collections.abc import Iterable

from ksbs.application.projection import Column, Projection, Row
from ksbs.domain.followup.observation import VisibleSignObserved
from ksbs.domain.plan.sign import VisibleSignDefined
from ksbs.domain.programme import Programme


def rows(programme: Programme) -> Iterable[Row]:
    """Give a row for each observation of a defined sign."""
    found = {
        observation.observation_id: (sign, observation)
        for sign in programme.signs
        for observation in sign.observations
    }
    for sign, observation in found.values():
        yield {
            "observation_id": observation.observation_id,
            "sign_id": sign.sign_id,
            "goal_id": sign.goal_id,
            "observed_on": observation.on,
            "seen": observation.seen,
            "place": observation.where,
            "by_whom": observation.by_whom,
            "wording": observation.wording,
        }


PROJECTION = Projection(
    name="sign_observations",
    title="Observations of visible signs",
    version=1,
    on=frozenset({VisibleSignDefined, VisibleSignObserved}),
    columns=(
        Column("observation_id", "uuid", required=True),
        Column("sign_id", "uuid", required=True),
        Column("goal_id", "uuid", required=True),
        Column("observed_on", "date", required=True),
        Column("seen", "text", required=True),
        Column("place", "text", required=True),
        Column("by_whom", "uuid", required=True),
        Column("wording", "text", required=True),
    ),
    rows=rows,
    key=("observation_id",),
)
