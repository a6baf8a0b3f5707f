"""The operations that show programmes in time, and how the read models stand."""

from ksbs.application.policy import READERS, Read
from ksbs.http.problems import kinds
from ksbs.http.routes import answers, parameters, tags
from ksbs.http.routes.schemas import DAY, MOMENT, TEXT
from ksbs.http.routes.table import Answer, Operation, Parameter, Where
from ksbs.http.said import Said
from ksbs.http.times import Unreadable, read_day, read_moment
from ksbs.http.wire_differences import ProgrammeDifferences
from ksbs.http.wire_standing import ProjectionList
from ksbs.http.wire_views import ProgrammeTimeline
from projections import discover


def read_views(text: str) -> tuple[str, ...]:
    """Read the names of read models, with commas between them."""
    names = tuple(dict.fromkeys(text.split(",")))
    known = known_views()
    if not set(names) <= set(known):
        there_are = ", ".join(known)
        raise Unreadable(
            Said(
                f"Skriv ett eller flera av, med komma emellan: {there_are}.",
                f"Write one or more of, with commas between them: {there_are}.",
            )
        )
    return names


def known_views() -> list[str]:
    """Name the read models about programmes."""
    return sorted(
        name for name, each in discover().items() if each.about.category == "programme"
    )


VIEW = Parameter(
    "view",
    Where.QUERY,
    Said(
        "Bara dessa läsmodeller, med komma emellan. Förval: alla om omgångar.",
        "Only these read models, with commas between them. Default: all about "
        "programmes.",
    ),
    TEXT,
    "people,programme_status",
    read=read_views,
)
COMPARE_VALID_AT = Parameter(
    "compareValidAt",
    Where.QUERY,
    Said(
        "Det andra parets dag (förval: samma dag som det första). Även -P1Y.",
        "The day of the second pair (default: the same as that of the first). "
        "Also -P1Y.",
    ),
    DAY,
    "2026-06-30",
    read=read_day,
)
COMPARE_KNOWN_AT = Parameter(
    "compareKnownAt",
    Where.QUERY,
    Said(
        "När det andra paret är känt: en dag, en tidpunkt med zon eller hur länge "
        "sedan. Förval: nu.",
        "When the second pair is known: a day, an instant with its zone, or how long "
        "ago. Default: now.",
    ),
    MOMENT,
    "2026-09-30",
    read=read_moment,
)
_TIMES = (parameters.VALID_AT, parameters.KNOWN_AT)
_TIMED = (*answers.READING, kinds.NOT_YET_KNOWN, kinds.NOT_FOUND)
_CONTENT = READERS[Read.PROGRAMME]

GET_TIMELINE = Operation(
    "GET",
    "/programmes/{programmeId}/timeline",
    "getProgrammeTimeline",
    Said("Visa en omgångs tidslinje", "Show the timeline of a programme"),
    Said(
        "Vad som gällde från när till när, i varje läsmodell om omgången, till och med "
        "dagen `validAt`, som det var känt vid `knownAt`, med milstolparna: det som "
        "förde omgången till en annan status, och besluten." + answers.PINNED.sv,
        "What held from when until when, in every read model about the programme, up "
        "to and including the day `validAt`, as known at `knownAt`, with the "
        "milestones: what brought the programme to another status, and the decisions."
        + answers.PINNED.en,
    ),
    tags.PROGRAMMES,
    (
        Answer(
            200,
            Said("Tidslinjen.", "The timeline."),
            ProgrammeTimeline,
            answers.PINNED_HEADERS,
        ),
        answers.PINNED_UNCHANGED,
    ),
    _TIMED,
    (
        parameters.PROGRAMME_ID,
        *_TIMES,
        VIEW,
        parameters.IF_NONE_MATCH,
        *parameters.COMMON,
    ),
    roles=_CONTENT,
)
GET_DIFFERENCES = Operation(
    "GET",
    "/programmes/{programmeId}/differences",
    "getProgrammeDifferences",
    Said(
        "Jämför en omgång vid två par av tider",
        "Compare a programme at two pairs of times",
    ),
    Said(
        "Vad som tillkom, försvann och ändrades från paret `validAt`, `knownAt` till "
        "paret `compareValidAt`, `compareKnownAt`, per läsmodell, rad och kolumn. Utan "
        "det andra paret är det samma dag som det är känt nu: vad vi nu vet om den "
        "dagen som vi inte visste då." + answers.PINNED.sv,
        "What was added, removed and changed from the pair `validAt`, `knownAt` to the "
        "pair `compareValidAt`, `compareKnownAt`, by read model, row and column. "
        "Without the second pair it is the same day as known now: what we now know "
        "about that day that we did not know then." + answers.PINNED.en,
    ),
    tags.PROGRAMMES,
    (
        Answer(
            200,
            Said("Skillnaderna.", "The differences."),
            ProgrammeDifferences,
            answers.PINNED_HEADERS,
        ),
        answers.PINNED_UNCHANGED,
    ),
    _TIMED,
    (
        parameters.PROGRAMME_ID,
        *_TIMES,
        COMPARE_VALID_AT,
        COMPARE_KNOWN_AT,
        VIEW,
        parameters.IF_NONE_MATCH,
        *parameters.COMMON,
    ),
    roles=_CONTENT,
)
LIST_PROJECTIONS = Operation(
    "GET",
    "/projections",
    "listProjections",
    Said("Lista läsmodeller", "List read models"),
    Said(
        "Hur långt varje läsmodell har kommit i loggen, vad som hindrar den och när "
        "den senast byggdes om.",
        "How far every read model has come in the log, what stands in its way, and "
        "when it was last rebuilt.",
    ),
    tags.ABOUT,
    (
        Answer(
            200,
            Said("Läsmodellerna.", "The read models."),
            ProjectionList,
            (answers.TRACE_HEADER,),
        ),
    ),
    answers.READING,
    parameters.COMMON,
    roles=READERS[Read.PROJECTIONS],
)

VIEW_READS = (GET_TIMELINE, GET_DIFFERENCES, LIST_PROJECTIONS)
