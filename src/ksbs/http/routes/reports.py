"""The operations that make reports."""

from collections.abc import Callable
from typing import Any

from ksbs.application.policy import READERS, Read
from ksbs.domain.kinds import SchoolForm
from ksbs.http.media import CSV, JSON, PDF, SVG, XLSX
from ksbs.http.problems import kinds
from ksbs.http.readers import (
    EXAMPLE_ID,
    LONGEST_TEXT,
    Choice,
    Number,
    OneOf,
    read_id,
    read_text,
)
from ksbs.http.routes import answers, parameters, tags
from ksbs.http.routes.schemas import DAY, MOMENT, TEXT, UUID_TEXT
from ksbs.http.routes.table import Answer, Header, Operation, Parameter, Schema, Where
from ksbs.http.said import Said
from ksbs.http.times import read_day, read_moment
from ksbs.http.wire_reports import ReportDocument, ReportList

READERS_OF_REPORTS = READERS[Read.REPORTS]
REPORT_PROBLEMS = (*answers.READING, kinds.NOT_YET_KNOWN, kinds.NOT_FOUND)
"""What an operation that makes reports may answer."""
_LARGEST = 9_999_999
_FORMATS = ("json", "csv", "xlsx", "pdf", "svg")
_LANGUAGES = ("sv", "en")
_DIALECTS = ("standard", "swedish-excel")

REPORT_NAME = Parameter(
    "name",
    Where.PATH,
    Said("Rapportens namn.", "The report's name."),
    {"type": "string", "pattern": "^[a-z][a-z-]*$", "maxLength": LONGEST_TEXT},
    "term-status",
    required=True,
)


def _query(
    name: str,
    about: Said,
    schema: Schema,
    example: str | int,
    read: Callable[[str], Any],
) -> Parameter:
    return Parameter(name, Where.QUERY, about, schema, example, read=read)


def _choice(name: str, about: Said, words: tuple[str, ...], example: str) -> Parameter:
    schema: Schema = {"type": "string", "enum": list(words)}
    return _query(name, about, schema, example, Choice(words))


_POSITION: Schema = {"type": "integer", "minimum": 1, "maximum": _LARGEST}

REPORT_PARAMETERS = {
    "programme": _query(
        "programmeId",
        Said("Omgången som rapporten gäller.", "The programme that it is about."),
        UUID_TEXT,
        EXAMPLE_ID,
        read_id,
    ),
    "from": _query(
        "from",
        Said("Från och med den dagen.", "From this day on."),
        DAY,
        "2026-01-01",
        read_day,
    ),
    "to": _query(
        "to",
        Said(
            "Till och med den dagen, dagen inräknad.",
            "Up to this day, the day included.",
        ),
        DAY,
        "2026-06-30",
        read_day,
    ),
    "from_position": _query(
        "fromPosition",
        Said("Från och med denna position i loggen.", "From this position of the log."),
        _POSITION,
        1,
        Number(_LARGEST),
    ),
    "to_position": _query(
        "toPosition",
        Said(
            "Till och med denna position i loggen.", "Up to this position of the log."
        ),
        _POSITION,
        1284,
        Number(_LARGEST),
    ),
    "indicator": _query(
        "indicator",
        Said("Bara detta nyckeltal.", "Only this indicator."),
        TEXT,
        "averageGradesMeritRating9thGrade",
        read_text,
    ),
    "school_form": _query(
        "schoolForm",
        Said("Bara skolor av denna form.", "Only schools of this form."),
        {"type": "string", "enum": [form.value for form in SchoolForm]},
        "GR",
        OneOf(SchoolForm),
    ),
    "previous_known_at": _query(
        "previousKnownAt",
        Said(
            "Vid vilken tid den förra lägesrapporten var känd. Förval: slutet av dess "
            "termin.",
            "As of when the previous status report knew things. Default: the end of "
            "its term.",
        ),
        MOMENT,
        "2025-12-31",
        read_moment,
    ),
}
"""The query parameter for each parameter of a report, by the latter's name."""

_FORMAT = _choice(
    "format",
    Said(
        "Formatet. Förval: json. SVG finns för rapporter med diagram.",
        "The format. Default: json. SVG is there for reports with charts.",
    ),
    _FORMATS,
    "pdf",
)
LANGUAGE = _choice(
    "language",
    Said(
        "Rapportens språk. Förval: det som Accept-Language väljer.",
        "The report's language. Default: what Accept-Language chooses.",
    ),
    _LANGUAGES,
    "sv",
)
_DIALECT = _choice(
    "dialect",
    Said(
        "Hur CSV skrivs: enligt RFC 4180 (standard), eller med semikolon, decimalkomma "
        "och BOM för svenskt Excel. Förval: standard.",
        "How CSV is written: by RFC 4180 (standard), or with semicolons, decimal commas "
        "and a BOM for Swedish Excel. Default: standard.",
    ),
    _DIALECTS,
    "standard",
)
_DISPOSITION = Header(
    "Content-Disposition",
    Said("Ett namn för filen.", "A name for the file."),
    {"type": "string"},
    'attachment; filename="term-status_2026-06-30_1284.sv.pdf"',
)
LANGUAGE_HEADER = Header(
    "Content-Language",
    Said("Rapportens språk.", "The report's language."),
    {"type": "string", "enum": list(_LANGUAGES)},
    "sv",
)

LIST_REPORTS = Operation(
    "GET",
    "/reports",
    "listReports",
    Said("Lista rapporterna", "List the reports"),
    Said(
        "Rapporterna som den som frågar får ta del av, med parametrar och format.",
        "The reports that the actor may have, with their parameters and formats.",
    ),
    tags.PROGRAMMES,
    (
        Answer(
            200,
            Said("Rapporterna.", "The reports."),
            ReportList,
            (answers.TRACE_HEADER,),
        ),
    ),
    answers.READING,
    parameters.COMMON,
    roles=READERS_OF_REPORTS,
)
GET_REPORT = Operation(
    "GET",
    "/reports/{name}",
    "getReport",
    Said("Få en rapport", "Have a report made"),
    Said(
        "Rapporten som det var på dagen `validAt`, som det var känt vid `knownAt`, på "
        "ett språk och i ett format. Samma par, språk och parametrar ger samma byte, "
        "hur länge man än väntar. Varje rapport har några av parametrarna; listan säger "
        "vilka. Utdraget ur loggen är för registrator och revisor." + answers.PINNED.sv,
        "The report as things were on the day `validAt`, as known at `knownAt`, in one "
        "language and one format. The same pair, language and parameters give the same "
        "bytes, however long one waits. Each report has some of the parameters; the "
        "list says which. The extract of the log is for registrar and auditor."
        + answers.PINNED.en,
    ),
    tags.PROGRAMMES,
    (
        Answer(
            200,
            Said("Rapporten.", "The report."),
            ReportDocument,
            (_DISPOSITION, LANGUAGE_HEADER, *answers.PINNED_HEADERS),
            (JSON, CSV, XLSX, PDF, SVG),
        ),
        answers.PINNED_UNCHANGED,
    ),
    REPORT_PROBLEMS,
    (
        REPORT_NAME,
        parameters.VALID_AT,
        parameters.KNOWN_AT,
        _FORMAT,
        LANGUAGE,
        _DIALECT,
        *REPORT_PARAMETERS.values(),
        parameters.IF_NONE_MATCH,
        *parameters.COMMON,
    ),
    roles=READERS_OF_REPORTS,
)

REPORT_READS = (LIST_REPORTS, GET_REPORT)
