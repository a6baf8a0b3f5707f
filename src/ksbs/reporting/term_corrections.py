"""What the previous status report would say otherwise, had it known what is known now."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from ksbs.application.view import AsOf
from ksbs.domain.words import Bilingual, spoken
from ksbs.questions.asking import Asking
from ksbs.reporting.cells import SCHOOL, columns
from ksbs.reporting.term_figures import Figures, figures
from ksbs.reports.cell import Cell
from ksbs.reports.model import Block, Note, Paragraph, Section, Table
from ksbs.reports.times import clock_time

_NAMED = {
    "sessions": "sessions held / genomförda tillfällen",
    "areas": "prioritised areas / prioriterade områden",
    "goals": "goals / mål",
    "reached": "goals reached / uppnådda mål",
    "partly": "goals partly reached / delvis uppnådda mål",
    "not_reached": "goals not reached / inte uppnådda mål",
    "too_early": "goals too early to tell / mål som är för tidiga att bedöma",
    "not_assessed": "goals not assessed / inte bedömda mål",
    "running": "interventions under way / pågående insatser",
    "paused": "interventions paused / pausade insatser",
    "exceptions": "exceptions / undantag",
    "overdue": "steps overdue / försenade steg",
    "concerns": "concerns not resolved / behov som inte är åtgärdade",
}
_COLUMNS = columns(
    SCHOOL,
    ("figure", "Figure / Uppgift", "text"),
    ("reported", "As known then / Som det var känt då", "text"),
    ("now", "As known now / Som det är känt nu", "text"),
)
_NONE = spoken("not there / fanns inte")


class _Differing(NamedTuple):
    programme_id: str
    school: str
    figure: Bilingual
    reported: Bilingual | str
    now: Bilingual | str


def corrections(asking: Asking, *, day: date) -> Section:
    """Compare the figures of the previous report's day, as known then and as known now.

    Args:
        asking: What the report is made from.
        day: The day of the previous report.
    """
    then, now = _then(asking, day), asking.on(day)
    found = [
        each
        for before, after in _pairs(_taken(asking, then), _taken(asking, now))
        for each in _differing(before, after)
    ]
    title = spoken(
        "Corrections to the previous report / Rättelser av den förra rapporten"
    )
    return Section("corrections", title, (_said(then, len(found)), *_table(found)))


def _then(asking: Asking, day: date) -> AsOf:
    said = asking.said.get("previous_known_at")
    if said is None:
        return asking.then(day)
    found = asking.history.resolve(
        valid_at=day, known_at=said, parameter="previous_known_at"
    )
    return found if found.position < asking.as_of.position else asking.on(day)


def _taken(asking: Asking, pair: AsOf) -> list[Figures]:
    return figures(replace(asking, as_of=pair))


def _pairs(
    before: Sequence[Figures], after: Sequence[Figures]
) -> Iterator[tuple[Figures | None, Figures | None]]:
    """Yield each programme as it was and as it is known now, in the order of now."""
    first = {each.programme_id: each for each in before}
    for each in after:
        yield first.pop(each.programme_id, None), each
    for each in first.values():
        yield each, None


def _differing(before: Figures | None, after: Figures | None) -> Iterator[_Differing]:
    either = after or before
    if either is None or before == after:
        return
    then, now = _shown(before), _shown(after)
    # Of a programme that one of them lacks, no more than that.
    names = ("status", *_NAMED) if before and after else ("status",)
    for name in names:
        if then.get(name) != now.get(name):
            figure = spoken(_NAMED.get(name, "stage / läge"))
            reported, known = then.get(name, _NONE), now.get(name, _NONE)
            yield _Differing(
                either.programme_id, either.school, figure, reported, known
            )


def _shown(each: Figures | None) -> dict[str, Bilingual | str]:
    """Give what can be compared; of a programme that was not there, nothing."""
    if each is None:
        return {}
    status = Bilingual(each.status.en, each.status.sv)
    return {"status": status} | {name: str(each.counts[name]) for name in _NAMED}


def _said(then: AsOf, count: int) -> Block:
    at = clock_time(then.known_at)
    return Note(
        Bilingual(
            f"The figures of {then.valid_at}, as known at {at}, beside those of the"
            f" same day as known now. Differing: {count}.",
            f"Uppgifterna för {then.valid_at}, som de var kända {at}, bredvid dem för"
            f" samma dag som de är kända nu. Antal som skiljer: {count}.",
        )
    )


def _table(found: Sequence[_Differing]) -> Iterator[Block]:
    if not found:
        yield Paragraph(
            spoken(
                "Nothing in the previous report has been corrected. / Inget i den förra"
                " rapporten har rättats."
            )
        )
        return
    rows: list[dict[str, Cell]] = [each._asdict() for each in found]
    title = spoken("Corrected figures / Rättade uppgifter")
    yield Table.of(
        "corrections",
        title=title,
        columns=_COLUMNS,
        rows=rows,
        key=("school", "figure"),
        identity=("programme_id", "figure"),
    )
