"""The operations that tell of the API itself; none needs a token."""

from ksbs.http.media import HTML, JSON, YAML
from ksbs.http.problems import kinds
from ksbs.http.routes import answers, parameters, tags
from ksbs.http.routes.table import Answer, Operation
from ksbs.http.said import Said
from ksbs.http.wire_about import ApiInfo, Health
from ksbs.http.wire_problems import ProblemPage

__all__ = ["ABOUT", "HTML", "JSON", "YAML"]

_TRACE = (answers.TRACE_HEADER,)
_TAGGED = (answers.ENTITY_TAG_HEADER, answers.TRACE_HEADER)
_UNCHANGED = Answer(304, Said("Oförändrad.", "Unchanged."), None, _TAGGED)

API_INFO = Operation(
    "GET",
    "/api-info",
    "getApiInfo",
    Said("Om API:et", "About the API"),
    Said(
        "Namn, version, utgivningsdag, dokumentation och status enligt DIGG:s profil.",
        "Name, version, release day, documentation and status, as DIGG's profile asks.",
    ),
    tags.ABOUT,
    (Answer(200, Said("Om API:et.", "About the API."), ApiInfo, _TRACE),),
    answers.PUBLIC,
    parameters.COMMON,
)
GET_PROBLEM = Operation(
    "GET",
    "/problems/{name}",
    "getProblem",
    Said("Förklara ett problem", "Explain a problem"),
    Said(
        "Vad ett problem eller en regel betyder, på svenska och engelska; `type` i "
        "varje problem leder hit. HTML för den som ber om det.",
        "What a problem or a rule means, in Swedish and English; `type` of every "
        "problem leads here. HTML for those who ask for it.",
    ),
    tags.ABOUT,
    (
        Answer(
            200,
            Said("Förklaringen.", "The explanation."),
            ProblemPage,
            _TRACE,
            (JSON, HTML),
        ),
    ),
    (*answers.PUBLIC, kinds.NOT_FOUND),
    (parameters.PROBLEM_NAME, *parameters.COMMON),
)
OPENAPI_JSON = Operation(
    "GET",
    "/openapi.json",
    "getOpenApiJson",
    Said("OpenAPI som JSON", "OpenAPI as JSON"),
    Said(
        "Beskrivningen av API:et, på språket i Accept-Language.",
        "The description of the API, in the language of Accept-Language.",
    ),
    tags.ABOUT,
    (
        Answer(200, Said("Beskrivningen.", "The description."), None, _TAGGED),
        _UNCHANGED,
    ),
    answers.PUBLIC,
    (parameters.IF_NONE_MATCH, *parameters.COMMON),
)
OPENAPI_YAML = Operation(
    "GET",
    "/openapi.yaml",
    "getOpenApiYaml",
    Said("OpenAPI som YAML", "OpenAPI as YAML"),
    Said(
        "Beskrivningen av API:et, på språket i Accept-Language.",
        "The description of the API, in the language of Accept-Language.",
    ),
    tags.ABOUT,
    (
        Answer(200, Said("Beskrivningen.", "The description."), None, _TAGGED, (YAML,)),
        _UNCHANGED,
    ),
    answers.PUBLIC,
    (parameters.IF_NONE_MATCH, *parameters.COMMON),
)
LIVE = Operation(
    "GET",
    "/health/live",
    "getLiveness",
    Said("Lever tjänsten?", "Is the service alive?"),
    Said(
        "Svarar så länge processen lever; frågar inget annat.",
        "Answers as long as the process lives; asks nothing else.",
    ),
    tags.ABOUT,
    (Answer(200, Said("Den lever.", "It lives."), Health, _TRACE),),
    answers.PUBLIC,
    parameters.COMMON,
    base="",
)
READY = Operation(
    "GET",
    "/health/ready",
    "getReadiness",
    Said("Kan tjänsten arbeta?", "Can the service work?"),
    Said(
        "Svarar 503 om databasen inte nås, om en rättelse eller makulering inte pekar "
        "på något tidigare i sin ström, eller om något hindrar en läsmodell: en ström i "
        "karantän, en rättelse som pekar på inget, eller att den står still. "
        "`GET /projections` säger vad.",
        "Answers 503 if the database cannot be reached, if a correction or an annulment "
        "names nothing earlier in its stream, or if anything stands in the way of a "
        "read model: a stream in quarantine, an amendment that names nothing, or that "
        "it has stopped. `GET /projections` says what.",
    ),
    tags.ABOUT,
    (
        Answer(200, Said("Den kan arbeta.", "It can work."), Health, _TRACE),
        Answer(503, Said("Den kan inte arbeta.", "It cannot work."), Health, _TRACE),
    ),
    answers.PUBLIC,
    parameters.COMMON,
    base="",
)

ABOUT = (API_INFO, GET_PROBLEM, OPENAPI_JSON, OPENAPI_YAML, LIVE, READY)
