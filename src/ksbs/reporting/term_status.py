"""The status report that the committee gets each term."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from ksbs.domain.calendar import Term, day_before, term_of
from ksbs.domain.kinds import ExceptionRule, Status
from ksbs.domain.words import Bilingual, spoken
from ksbs.questions.asking import Asking
from ksbs.reporting.cells import SCHOOL, Told, columns, day
from ksbs.reporting.kind import Parameter, ReportKind, Sections
from ksbs.reporting.secrecy import Secrecy, secrecy_of
from ksbs.reporting.term_corrections import corrections
from ksbs.reporting.term_figures import ASSESSMENTS, Figures, figures
from ksbs.reports.cell import Cell
from ksbs.reports.chart import Chart, Series
from ksbs.reports.model import Block, Flag, Note, Paragraph, Section, Table
from ksbs.reports.said import Said

_STEP = {
    "annual_review": Bilingual("annual review", "årsuppföljning"),
    "follow_up": Bilingual("follow-up", "uppföljning"),
    "offer_answer": Bilingual("answer to the offer", "svar på erbjudandet"),
    "session": Bilingual("session", "tillfälle"),
}
_SEASON = {
    "HT": Bilingual("autumn term", "Höstterminen"),
    "VT": Bilingual("spring term", "Vårterminen"),
}
_PROGRESS: tuple[Told, ...] = (
    SCHOOL,
    ("status", "Stage / Läge", "word"),
    ("term", "Term / Termin", "integer"),
    ("sessions", "Sessions of 6 / Tillfällen av 6", "integer"),
    ("areas", "Areas / Områden", "integer"),
    ("running", "Interventions / Insatser", "integer"),
    ("paused", "Paused / Pausade", "integer"),
)
_GOALS: tuple[Told, ...] = (
    SCHOOL,
    ("goals", "Goals / Mål", "integer"),
    ("reached", "Reached / Uppnådda", "integer"),
    ("partly", "Partly / Delvis", "integer"),
    ("not_reached", "Not reached / Inte uppnådda", "integer"),
    ("too_early", "Too early / För tidigt", "integer"),
    ("not_assessed", "Not assessed / Inte bedömda", "integer"),
)


def sections(asking: Asking) -> Sections:
    """Give the sections: portfolio, programmes, goals, attention, corrections."""
    term = term_of(asking.as_of.valid_at)
    found = figures(asking)
    shown = [each for each in found if _in_term(each, term)]
    return (
        _portfolio(found, term),
        _programmes(shown),
        _goals([each for each in shown if each.counts["goals"]]),
        _attention(shown, secrecy_of(asking)),
        corrections(asking, day=day_before(term.starts_on)),
    )


def _in_term(each: Figures, term: Term) -> bool:
    return each.ended_on is None or each.ended_on >= term.starts_on


def _portfolio(found: Sequence[Figures], term: Term) -> Section:
    counts = Counter(each.status for each in found)
    held = [status for status in Status if counts[status]]
    season, year = _SEASON[term.name[:2]], term.starts_on.year
    text = Bilingual(
        f"The {season.en} of {year} ({term.name})."
        f" Programmes nominated so far: {len(found)}.",
        f"{season.sv} {year} ({term.name})."
        f" Nominerade omgångar hittills: {len(found)}.",
    )
    blocks: list[Block] = [Paragraph(text)]
    if held:
        blocks += [_status_table(counts, held), _status_chart(counts, held)]
    title = spoken("All programmes / Alla omgångar")
    return Section("portfolio", title, tuple(blocks))


def _status_table(counts: Mapping[Status, int], held: Sequence[Status]) -> Table:
    told = columns(
        ("status", "Stage / Läge", "word"),
        ("programmes", "Programmes / Omgångar", "integer"),
    )
    rows: list[dict[str, Cell]] = [
        {"status": status, "programmes": counts[status]} for status in held
    ]
    title = spoken("Programmes by stage / Omgångar efter läge")
    return Table.of("portfolio", title=title, columns=told, rows=rows, key=("status",))


def _status_chart(counts: Mapping[Status, int], held: Sequence[Status]) -> Chart:
    number = Series(
        "programmes",
        spoken("Programmes / Omgångar"),
        tuple(counts[status] for status in held),
    )
    return Chart(
        "programmes_by_stage",
        spoken("Number of programmes in each stage / Antal omgångar i varje läge"),
        "bar",
        spoken("Stage / Läge"),
        tuple(held),
        (number,),
        spoken(
            "The number of programmes in each stage. / Antalet omgångar i varje läge."
        ),
    )


def _programmes(shown: Sequence[Figures]) -> Section:
    text = spoken(
        "Programmes that had not ended before the term. Term is which of its six a"
        " programme is in; areas are the prioritised ones, interventions those under"
        " way, paused those that rest. / Omgångar som inte hade avslutats före"
        " terminen. Termin är vilken av sina sex en omgång är i; områden är de"
        " prioriterade, insatser de som pågår, pausade de som vilar."
    )
    rows: list[dict[str, Cell]] = [
        {
            **_which(each),
            "status": each.status,
            "term": each.term,
            **_told(each, ("sessions", "areas", "running", "paused")),
        }
        for each in shown
    ]
    title = spoken("Programmes / Omgångar")
    table = _by_programme("programmes", title, _PROGRESS, rows)
    return Section("programmes", title, (Note(text), table))


def _goals(shown: Sequence[Figures]) -> Section:
    title = spoken("Goals by assessment / Mål efter bedömning")
    text = spoken(
        "The goals that stand, by their latest assessment. / Målen som gäller, efter"
        " sin senaste bedömning."
    )
    rows: list[dict[str, Cell]] = [
        {**_which(each), **_told(each, ("goals", *ASSESSMENTS))} for each in shown
    ]
    table = _by_programme("goals", title, _GOALS, rows)
    return Section("goals", title, (Note(text), table))


def _which(each: Figures) -> dict[str, Cell]:
    return {"programme_id": each.programme_id, "school": each.school}


def _by_programme(
    name: str, title: Said, told: Sequence[Told], rows: list[dict[str, Cell]]
) -> Table:
    return Table.of(
        name,
        title=title,
        columns=columns(*told),
        rows=rows,
        key=(SCHOOL[0],),
        identity=("programme_id",),
    )


def _told(each: Figures, names: Sequence[str]) -> dict[str, Cell]:
    return {name: each.counts[name] for name in names}


def _attention(shown: Sequence[Figures], secrecy: Secrecy) -> Section:
    text = spoken(
        "Of the programmes that had not ended before the term. / För de omgångar som"
        " inte hade avslutats före terminen."
    )
    blocks: list[Block] = [
        Note(text),
        *_listed(
            "exceptions",
            "Exceptions from rules / Undantag från regler",
            ("what", "Rule / Regel", "word"),
            ("since", "Used on / Användes den", "date"),
            list(_exceptions(shown)),
        ),
        *_listed(
            "overdue",
            "Steps overdue / Försenade steg",
            ("what", "Step / Steg", "text"),
            ("since", "Due on / Skulle ha skett den", "date"),
            list(_overdue(shown)),
        ),
        *_listed(
            "concerns",
            "Concerns raised to the organizer, not resolved / Behov anmälda till"
            " huvudmannen, inte åtgärdade",
            ("what", "Concern / Behov", "text"),
            ("since", "Raised on / Anmält den", "date"),
            list(_concerns(shown, secrecy)),
        ),
    ]
    title = spoken("What needs attention / Vad som behöver uppmärksamhet")
    return Section("attention", title, tuple(blocks))


def _listed(
    name: str, title: str, what: Told, since: Told, rows: list[dict[str, Cell]]
) -> Iterator[Block]:
    said = spoken(title)
    if not rows:
        yield Paragraph(Bilingual(f"{said.en}: none.", f"{said.sv}: inga."))
        return
    yield Flag(
        Bilingual(
            f"{said.en}: {len(rows)}.",
            f"{said.sv}: {len(rows)}.",
        )
    )
    yield Table.of(
        name,
        title=said,
        columns=columns(SCHOOL, what, since),
        rows=rows,
        key=(SCHOOL[0], what[0]),
        identity=("programme_id", "reference"),
    )


def _exceptions(shown: Sequence[Figures]) -> Iterator[dict[str, Cell]]:
    for each in shown:
        for row in each.exceptions:
            rule = ExceptionRule(row["rule"])
            used_on = day(row["used_on"])
            reference = f"{rule.value} {used_on} {row['number']}"
            yield {
                **_which(each),
                "what": rule,
                "since": used_on,
                "reference": reference,
            }


def _overdue(shown: Sequence[Figures]) -> Iterator[dict[str, Cell]]:
    for each in shown:
        for row in each.overdue:
            reference = f"{row['kind']} {row['reference']} {row['number']}"
            yield {
                **_which(each),
                "what": _step(row["kind"], row["reference"]),
                "since": day(row["due_on"]),
                "reference": reference,
            }


def _step(kind: str, reference: str) -> Bilingual:
    step = _STEP[kind]
    if kind in {"session", "annual_review"}:
        return Bilingual(f"{step.en} {reference}", f"{step.sv} {reference}")
    return step


def _concerns(shown: Sequence[Figures], secrecy: Secrecy) -> Iterator[dict[str, Cell]]:
    for each in shown:
        for row in each.concerns:
            yield {
                **_which(each),
                "what": secrecy.kept(
                    row["concern"], about=row["concern_id"], field="text"
                ),
                "since": day(row["raised_on"]),
                "reference": row["concern_id"],
            }


TERM_STATUS = ReportKind(
    "term-status",
    "Status report of the term / Terminens lägesrapport",
    "For the committee: where all programmes stand, what needs attention, and what has"
    " been corrected since the report of the term before. / Till nämnden: var alla"
    " omgångar står, vad som behöver uppmärksamhet och vad som har rättats sedan"
    " rapporten för terminen innan.",
    sections,
    parameters=(
        Parameter(
            "previous_known_at",
            "As of when the previous report knew things; the end of its term if nothing"
            " is said. / Vid vilken tid den förra rapporten var känd; terminens slut om"
            " inget sägs.",
        ),
    ),
    drawn=True,
)
