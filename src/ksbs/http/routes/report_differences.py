"""The operation that compares a report at two pairs of times."""

from ksbs.http.routes import answers, parameters, tags
from ksbs.http.routes.reports import (
    LANGUAGE,
    LANGUAGE_HEADER,
    READERS_OF_REPORTS,
    REPORT_NAME,
    REPORT_PARAMETERS,
    REPORT_PROBLEMS,
)
from ksbs.http.routes.table import Answer, Operation
from ksbs.http.routes.views import COMPARE_KNOWN_AT, COMPARE_VALID_AT
from ksbs.http.said import Said
from ksbs.http.wire_report_differences import ReportDifferences

GET_REPORT_DIFFERENCES = Operation(
    "GET",
    "/reports/{name}/differences",
    "getReportDifferences",
    Said(
        "Jämför en rapport vid två par av tider",
        "Compare a report at two pairs of times",
    ),
    Said(
        "Vilka rader i rapportens tabeller som tillkom, försvann och ändrades från "
        "paret `validAt`, `knownAt` till paret `compareValidAt`, `compareKnownAt`, "
        "kolumn för kolumn. Utan det andra paret är det samma dag som det är känt nu: "
        "vad en rapport som lämnades då skulle säga annorlunda i dag. Parametrarna är "
        "rapportens egna och gäller båda. Löpande text och diagram jämförs inte: de "
        "visar det som tabellerna innehåller." + answers.PINNED.sv,
        "Which rows of the report's tables were added, removed and changed from the "
        "pair `validAt`, `knownAt` to the pair `compareValidAt`, `compareKnownAt`, "
        "column by column. Without the second pair it is the same day as known now: "
        "what a report that was handed over then would say otherwise today. The "
        "parameters are the report's own and hold for both. Running text and charts "
        "are not compared: they show what the tables hold." + answers.PINNED.en,
    ),
    tags.PROGRAMMES,
    (
        Answer(
            200,
            Said("Skillnaderna.", "The differences."),
            ReportDifferences,
            (LANGUAGE_HEADER, *answers.PINNED_HEADERS),
        ),
        answers.PINNED_UNCHANGED,
    ),
    REPORT_PROBLEMS,
    (
        REPORT_NAME,
        parameters.VALID_AT,
        parameters.KNOWN_AT,
        COMPARE_VALID_AT,
        COMPARE_KNOWN_AT,
        LANGUAGE,
        *REPORT_PARAMETERS.values(),
        parameters.IF_NONE_MATCH,
        *parameters.COMMON,
    ),
    roles=READERS_OF_REPORTS,
)

REPORT_DIFFERENCE_READS = (GET_REPORT_DIFFERENCES,)
