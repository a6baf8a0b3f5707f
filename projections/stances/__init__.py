"""Every stance that chief or principal has taken, and what became of it."""

from collections.abc import Iterable

from ksbs.application import column_words
from ksbs.application.numbering import numbered
from ksbs.application.projection import Column, Projection, Row
from ksbs.domain.closing.extension import ProgrammeExtended
from ksbs.domain.closing.pause import ProgrammePaused, ProgrammeResumed
from ksbs.domain.closing.termination import ProgrammeTerminated
from ksbs.domain.enrolment.decision import EnrolmentDecided
from ksbs.domain.enrolment.stance import StanceRecord, StancesTaken, StanceTaken
from ksbs.domain.programme import Programme

STANDING, REPLACED, DECIDED = "standing", "replaced", "decided"
"""It counts for what is decided next, a later one took its place, or it was used up by
the decision that it was taken for.
"""


def rows(programme: Programme) -> Iterable[Row]:
    """Give a row for each stance ever taken."""
    taken = programme.facet(StancesTaken).taken
    last = {stance.key: stance for stance in taken}
    for number, stance in numbered(taken, alike=_alike):
        held = stance.held
        standing = stance is last[stance.key] and stance.key in programme.stances
        yield {
            "matter": stance.matter,
            "capacity": held.capacity,
            "taken_on": held.on,
            "number": number,
            "rule": stance.rule,
            "person_id": held.person_id,
            "stance": held.stance,
            "statement": stance.statement,
            "outcome": _outcome(stance, standing=standing),
            "replaced_on": stance.replaced_on,
        }


def _alike(stance: StanceRecord) -> tuple[object, ...]:
    return stance.matter, stance.held.capacity, stance.held.on


def _outcome(stance: StanceRecord, *, standing: bool) -> str:
    if standing:
        return STANDING
    return DECIDED if stance.replaced_on is None else REPLACED


PROJECTION = Projection(
    name="stances",
    title="Stances of chief and principal / Grundskolechefens och rektors ställningstaganden",
    version=1,
    on=frozenset(
        {
            StanceTaken,
            EnrolmentDecided,
            ProgrammePaused,
            ProgrammeResumed,
            ProgrammeExtended,
            ProgrammeTerminated,
        }
    ),
    columns=(
        Column("matter", "text", StanceTaken),
        Column("capacity", "text", StanceTaken),
        Column(
            "taken_on",
            "date",
            "The day the stance was taken. / Dagen för ställningstagandet.",
        ),
        Column("number", "integer", column_words.NUMBER),
        Column("rule", "text", StanceTaken, nullable=True),
        Column("person_id", "uuid", StanceTaken),
        Column("stance", "text", StanceTaken),
        Column("statement", "text", StanceTaken),
        Column(
            "outcome",
            "text",
            "What became of it: `standing`, `replaced` by a later one, or `decided`, "
            "used up by the decision. / Vad det blev av det: `standing` (gäller), "
            "`replaced` (ersatt av ett senare) eller `decided` (förbrukat av "
            "beslutet).",
        ),
        Column(
            "replaced_on",
            "date",
            "The day a later one took its place; null unless one did. / Dagen då ett "
            "senare ersatte det; null om inget gjorde det.",
            nullable=True,
        ),
    ),
    rows=rows,
    key=("matter", "capacity", "taken_on", "number"),
)
