"""The kinds of problems that the API itself tells of; rules of the process are more.

Each kind has a page of its own at `/problems/{name}`, which its `type` points to.
"""

from dataclasses import dataclass

from ksbs.http.said import Said

KINDS: dict[str, "Kind"] = {}
"""Every kind by its name."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of problem: its status, a title that never varies, what to do."""

    name: str
    status: int
    title: Said
    mend: Said
    """What the client can do about it."""

    def __post_init__(self) -> None:
        if self.name in KINDS:
            raise TypeError(f"two kinds of problems are called {self.name!r}")
        KINDS[self.name] = self


BAD_REQUEST = Kind(
    "bad-request",
    400,
    Said("Begäran kan inte läsas", "The request cannot be read"),
    Said(
        "Jämför begäran med dokumentationen.",
        "Compare the request with the documentation.",
    ),
)
UNREADABLE_BODY = Kind(
    "unreadable-body",
    400,
    Said("Innehållet är inte strikt JSON", "The body is not strict JSON"),
    Said(
        "Skicka ett JSON-objekt i UTF-8 utan BOM, varje namn en gång, högst 32 nivåer.",
        "Send one JSON object in UTF-8 without a BOM, each name once, 32 levels at most.",
    ),
)
INVALID_BODY = Kind(
    "invalid-body",
    400,
    Said("Innehållet har fel fält eller värden", "The body has wrong fields or values"),
    Said(
        "`errors` säger med JSON-pekare vad som är fel var; rätta och skicka igen.",
        "`errors` tells by JSON pointer what is wrong where; mend it and send it again.",
    ),
)
INVALID_QUERY = Kind(
    "invalid-query",
    400,
    Said("En frågeparameter är fel", "A query parameter is wrong"),
    Said(
        "`errors` säger vilken parameter det gäller och hur den skrivs.",
        "`errors` tells which parameter it is and how to write it.",
    ),
)
INVALID_KEY = Kind(
    "invalid-idempotency-key",
    400,
    Said("Idempotency-Key saknas eller är fel", "Idempotency-Key is missing or wrong"),
    Said(
        "Skicka en egen nyckel per åtgärd, 1–255 tecken, till exempel ett UUID; "
        "samma nyckel igen ger samma svar.",
        "Send a key of your own for each action, 1 to 255 characters, such as a UUID; "
        "the same key again gives the same answer.",
    ),
)
INVALID_IF_MATCH = Kind(
    "invalid-if-match",
    400,
    Said("If-Match är fel", "If-Match is wrong"),
    Said(
        'Skicka den ETag som omgången har, till exempel "7"; * och listor tas inte emot.',
        'Send the ETag that the programme has, such as "7"; * and lists are not taken.',
    ),
)
NOT_YET_KNOWN = Kind(
    "not-yet-known",
    400,
    Said("Tidpunkten ligger i framtiden", "The moment lies in the future"),
    Said(
        "Ingen vet ännu vad som kommer att registreras; välj en tidpunkt som har varit.",
        "Nobody knows yet what will be recorded; choose a moment that has been.",
    ),
)
TOKEN_REFUSED = Kind(
    "token-refused",
    401,
    Said("Åtkomsttoken saknas eller godtas inte", "No access token, or not accepted"),
    Said(
        "Hämta en ny token hos utfärdaren och skicka den som Authorization: Bearer.",
        "Get a new token from the issuer and send it as Authorization: Bearer.",
    ),
)
FORBIDDEN = Kind(
    "forbidden",
    403,
    Said("Rollen får inte göra detta", "The role may not do this"),
    Said(
        "`rule` är regeln i behörighetstabellen; en annan roll eller relation behövs.",
        "`rule` is the rule of the policy; another role or relation is needed.",
    ),
)
NOT_FOUND = Kind(
    "not-found",
    404,
    Said("Finns inte", "There is no such thing"),
    Said(
        "Kontrollera adressen och id:t; med tider kan det ha kommit till senare.",
        "Check the address and the id; with times, it may have come into being later.",
    ),
)
METHOD_NOT_ALLOWED = Kind(
    "method-not-allowed",
    405,
    Said("Metoden finns inte här", "The method does not exist here"),
    Said("Huvudet Allow säger vilka som finns.", "The header Allow tells which do."),
)
RULE_BROKEN = Kind(
    "rule-broken",
    409,
    Said("En regel i processen hindrar detta", "A rule of the process forbids this"),
    Said(
        "`rule` är regelns namn, `detail` säger den; varje regel har en egen sida.",
        "`rule` is the rule's name, `detail` says it; every rule has its own page.",
    ),
)
VERSION_CONFLICT = Kind(
    "version-conflict",
    409,
    Said("Någon annan hann före", "Somebody else came first"),
    Said("Försök igen med samma nyckel.", "Try again with the same key."),
)
STALE_VERSION = Kind(
    "stale-version",
    412,
    Said("Omgången har ändrats sedan dess", "The programme has moved on since then"),
    Said(
        "Läs omgången på nytt och skicka dess nya ETag som If-Match.",
        "Read the programme again and send its new ETag as If-Match.",
    ),
)
BODY_TOO_LARGE = Kind(
    "body-too-large",
    413,
    Said("Innehållet är för stort", "The body is too large"),
    Said(
        "Högst 100 000 byte tas emot; lägg handlingen i arkivet och hänvisa till den.",
        "100,000 bytes are taken at most; keep the document in the archive and refer to it.",
    ),
)
ENTRY_TOO_LARGE = Kind(
    "entry-too-large",
    413,
    Said("Anteckningen är för stor", "The entry is too large"),
    Said(
        "En anteckning ryms i 65 535 byte; korta texterna.",
        "An entry fits in 65,535 bytes; shorten the texts.",
    ),
)
UNSUPPORTED_MEDIA_TYPE = Kind(
    "unsupported-media-type",
    415,
    Said("Bara application/json tas emot", "Only application/json is taken"),
    Said(
        "Skicka Content-Type: application/json, utan Content-Encoding.",
        "Send Content-Type: application/json, without Content-Encoding.",
    ),
)
KEY_REUSED = Kind(
    "key-reused",
    422,
    Said(
        "Nyckeln står för en annan åtgärd",
        "The key stands for another action",
    ),
    Said(
        "Använd en ny Idempotency-Key för varje åtgärd.",
        "Use a new Idempotency-Key for each action.",
    ),
)
IF_MATCH_MISSING = Kind(
    "if-match-missing",
    428,
    Said("If-Match saknas", "If-Match is missing"),
    Said(
        "Läs omgången och skicka dess ETag som If-Match, så att ingen skrivs över.",
        "Read the programme and send its ETag as If-Match, so that nobody is overruled.",
    ),
)
INTERNAL_ERROR = Kind(
    "internal-error",
    500,
    Said("Ett oväntat fel", "An unexpected error"),
    Said(
        "Felet är loggat under `traceId`. Försök igen; en åtgärd med samma "
        "Idempotency-Key.",
        "It is logged under `traceId`. Try again; an action with the same "
        "Idempotency-Key.",
    ),
)
UNAVAILABLE = Kind(
    "unavailable",
    503,
    Said("Tjänsten kan inte svara just nu", "The service cannot answer just now"),
    Said(
        "Försök igen efter så många sekunder som Retry-After säger; en åtgärd med samma "
        "Idempotency-Key.",
        "Try again after the seconds that Retry-After tells; an action with the same "
        "Idempotency-Key.",
    ),
)
