"""How the audit trail's index stands."""

from ksbs.application.views import Ill, Standing
from ksbs.readmodels.log import head
from ksbs.readmodels.places import Ailment, ailments
from ksbs.readmodels.tables import Connection
from ksbs.readmodels.trail import NAME, VERSION, position_of

TITLE = "Audit trail / Revisionsspår"


def trail_standing(connection: Connection) -> Standing:
    """Say how the index stands."""
    return Standing(
        name=NAME,
        title=TITLE,
        version=VERSION,
        about="",
        position=position_of(connection),
        head=head(connection),
        changed=False,
        ills=[ill_of(each) for each in ailments(connection, [NAME])],
        rebuild=None,
    )


def ill_of(ailment: Ailment) -> Ill:
    """Say what stands in a read model's way as the application says it."""
    return Ill(
        ailment.kind, ailment.stream_id, ailment.position, ailment.since, ailment.error
    )
