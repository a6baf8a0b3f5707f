"""The operations that read the selection."""

from ksbs.application.policy import READERS, Read
from ksbs.application.selection_view import SelectionRoundView
from ksbs.http.problems import kinds
from ksbs.http.routes import answers, filters, parameters, tags
from ksbs.http.routes.table import Answer, Operation
from ksbs.http.said import Said
from ksbs.http.wire_selection import CandidateList, SelectionRoundList

_TIMES = (parameters.VALID_AT, parameters.KNOWN_AT)
_PAGING = (filters.PAGE, filters.LIMIT)
_TRACE = (answers.TRACE_HEADER,)
_TIMED = (*answers.READING, kinds.NOT_YET_KNOWN)
_SELECTION = READERS[Read.SELECTION]

LIST_SELECTION_ROUNDS = Operation(
    "GET",
    "/selection-rounds",
    "listSelectionRounds",
    Said("Lista urvalsomgångar", "List selection rounds"),
    Said(
        "Urvalsomgångar som de var på dagen `validAt`, som det var känt vid `knownAt`, "
        "den som öppnade sist först, med vad det blev av nomineringarna.",
        "Selection rounds as they were on the day `validAt`, as known at `knownAt`, the "
        "one that opened last first, with what became of the nominations.",
    ),
    tags.PARTS["selection"],
    (Answer(200, Said("Omgångarna.", "The rounds."), SelectionRoundList, _TRACE),),
    _TIMED,
    (*_TIMES, *_PAGING, *parameters.COMMON),
    roles=_SELECTION,
)
GET_SELECTION_ROUND = Operation(
    "GET",
    "/selection-rounds/{roundId}",
    "getSelectionRound",
    Said("Visa en urvalsomgång", "Show a selection round"),
    Said(
        "Urvalsomgången med varje version av dess kriterier, som den var på dagen "
        "`validAt`, som det var känt vid `knownAt`.",
        "The selection round with every version of its criteria, as it was on the day "
        "`validAt`, as known at `knownAt`.",
    ),
    tags.PARTS["selection"],
    (Answer(200, Said("Omgången.", "The round."), SelectionRoundView, _TRACE),),
    (*_TIMED, kinds.NOT_FOUND),
    (parameters.ROUND_ID, *_TIMES, *parameters.COMMON),
    roles=_SELECTION,
)
LIST_CANDIDATES = Operation(
    "GET",
    "/selection-rounds/{roundId}/candidates",
    "listCandidates",
    Said(
        "Se en urvalsomgångs skolor sida vid sida",
        "See the schools of a selection round side by side",
    ),
    Said(
        "Varje känd skola av omgångens skolform, efter namn i svensk ordning: nivå och "
        "trend för kriteriernas nyckeltal, avvikelse från SALSA, fullföljande och "
        "prickning, bredvid tröskelvärdena. Listan rangordnar inte och väljer ingen.",
        "Every known school of the round's form, by name in Swedish order: level and "
        "trend of the criteria's indicators, deviation from SALSA, completion and "
        "suppression, beside the thresholds. The list does not rank and selects none.",
    ),
    tags.PARTS["selection"],
    (Answer(200, Said("Skolorna.", "The schools."), CandidateList, _TRACE),),
    (*_TIMED, kinds.NOT_FOUND),
    (parameters.ROUND_ID, *_TIMES, *_PAGING, *parameters.COMMON),
    roles=_SELECTION,
)

SELECTION_READS = (LIST_SELECTION_ROUNDS, GET_SELECTION_ROUND, LIST_CANDIDATES)
