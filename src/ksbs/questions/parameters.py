"""The parameters of the questions: each means the same wherever it stands."""

from ksbs.domain.analysis.session_plan import LAST_SESSION
from ksbs.domain.kinds import Seen, Status
from ksbs.domain.words import Role
from ksbs.questions.question import Parameter, Reads

_EVERY_PROGRAMME = "every programme / alla omgångar"

PROGRAMME = Parameter(
    "programme",
    Reads.PROGRAMME,
    "Only this programme, by its id, or the programmes of a school unit by its code. / "
    "Bara denna omgång, med dess id, eller en skolenhets omgångar med dess kod.",
    _EVERY_PROGRAMME,
    "01000001",
)
PERSON = Parameter(
    "person",
    Reads.ID,
    "The person, by id. / Personen, med id.",
    "whoever asks / den som frågar",
    "10d584af-f830-5100-b925-21c874e2938b",
)
"""The example is the principal of Exempelskolan in the demo."""
FROM = Parameter(
    "from",
    Reads.DAY,
    "From this day on, the day included. / Från och med denna dag.",
    "from the beginning / från början",
    "2024-01-01",
)
TO = Parameter(
    "to",
    Reads.DAY,
    "Up to this day, the day included. / Till och med denna dag.",
    "up to the end / till slutet",
    "2024-12-31",
)
EVENT = Parameter(
    "event",
    Reads.EVENT,
    "Only events of this name in the catalogue. / Bara händelser med detta namn i "
    "katalogen.",
    "every event / alla händelser",
    "SessionHeld",
)
SESSION = Parameter(
    "session",
    Reads.NUMBER,
    "The number of the session. / Tillfällets nummer.",
    "4 / 4",
    "4",
    largest=LAST_SESSION,
)
DNR = Parameter(
    "dnr",
    Reads.TEXT,
    "The case number in the diary. / Diarienumret.",
    "any case number / vilket diarienummer som helst",
    "KS 2023/0101",
)
SINCE = Parameter(
    "since",
    Reads.DAY,
    "The day whose recorded root is compared. / Dagen vars antecknade rot jämförs.",
    "the day of knownAt / dagen för knownAt",
    "2025-01-31",
)
ON = Parameter(
    "on",
    Reads.DAY,
    "The day. / Dagen.",
    "the last 31 December up to validAt / senaste 31 december till och med validAt",
    "2024-12-31",
)
AREA = Parameter(
    "area",
    Reads.ID,
    "Only this area, by id. / Bara detta område, med id.",
    "every prioritised area / alla prioriterade områden",
    "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c21",
)
GOAL = Parameter(
    "goal",
    Reads.ID,
    "Only this goal, by id. / Bara detta mål, med id.",
    "every goal / alla mål",
    "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c21",
)
ROLE = Parameter(
    "role",
    Reads.TEXT,
    "Only this role. / Bara denna roll.",
    "principal and process-supporter / rektor och processtödjare",
    "principal",
    tuple(role.value for role in Role),
)
YEAR = Parameter(
    "year",
    Reads.NUMBER,
    "The year of the spring term. / Vårterminens år.",
    "the year of validAt / året för validAt",
    "2025",
)
ROUND = Parameter(
    "round",
    Reads.TEXT,
    "The selection round, by its id or its school year. / Urvalsomgången, med dess id "
    "eller dess läsår.",
    "every round / alla urvalsomgångar",
    "2024/25",
)
INDICATOR = Parameter(
    "indicator",
    Reads.TEXT,
    "Only this indicator. / Bara detta nyckeltal.",
    "every indicator / alla nyckeltal",
    "ratioOfPupils9thGradeEligibleForNationalProgramYR",
)
DEPARTMENT = Parameter(
    "department",
    Reads.TEXT,
    "Only what was asked of this department. / Bara det som begärts av denna avdelning.",
    "every department / alla avdelningar",
    "Exempelinstitutet",
)
SEEN = Parameter(
    "seen",
    Reads.TEXT,
    "How it was seen. / Hur det sågs.",
    f"{Seen.SEEN.value} / {Seen.SEEN.value}",
    Seen.SEEN.value,
    tuple(seen.value for seen in Seen),
)
STATUS = Parameter(
    "status",
    Reads.TEXT,
    "Only programmes of this status. / Bara omgångar med denna status.",
    "every status / alla statusar",
    Status.FOLLOWING_UP.value,
    tuple(status.value for status in Status),
)
VIEW = Parameter(
    "view",
    Reads.TEXT,
    "Only this read model. / Bara denna läsmodell.",
    "every read model about programmes / alla läsmodeller om omgångar",
    "goals",
)
STEP = Parameter(
    "step",
    Reads.TEXT,
    "Only steps of this kind. / Bara steg av detta slag.",
    "answers to offers, sessions, follow-ups, annual reviews / svar på erbjudanden, "
    "tillfällen, uppföljningar, årsavstämningar",
    "annual_review",
    (
        "annual_review",
        "completion",
        "follow_up",
        "goal_assessment",
        "intervention_end",
        "intervention_start",
        "offer_answer",
        "post_follow_up",
        "session",
        "sign_observation",
        "start",
        "support_answer",
    ),
)
