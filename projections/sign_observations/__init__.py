"""Every time a visible sign was looked for, and what was seen."""

from collections.abc import Iterable

from ksbs.application.projection import Column, FieldOf, Projection, Row
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
    title="Observations of visible signs / Observationer av synliga tecken",
    version=1,
    on=frozenset({VisibleSignDefined, VisibleSignObserved}),
    columns=(
        Column("observation_id", "uuid", VisibleSignObserved),
        Column("sign_id", "uuid", VisibleSignObserved),
        Column("goal_id", "uuid", VisibleSignDefined),
        Column("observed_on", "date", "The day one looked. / Dagen då man tittade."),
        Column("seen", "text", VisibleSignObserved),
        Column("place", "text", FieldOf(VisibleSignObserved, "where")),
        Column("by_whom", "uuid", VisibleSignObserved),
        Column("wording", "text", VisibleSignObserved),
    ),
    rows=rows,
    key=("observation_id",),
)
