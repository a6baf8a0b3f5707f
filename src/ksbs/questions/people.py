"""Questions about people: who led and attended, who held which role on a day."""

from collections.abc import Iterator

from ksbs.domain.words import Role
from ksbs.questions import parameters
from ksbs.questions.asking import Asking, Row
from ksbs.questions.columns import SCHOOL, columns
from ksbs.questions.question import Kind, Question

_FOURTH = 4
_HEADS = (Role.PRINCIPAL.value, Role.PROCESS_SUPPORTER.value)


def _session(asking: Asking) -> Iterator[Row]:
    number = asking.said.get("session", _FOURTH)
    for row in asking.rows("sessions"):
        if row["session_number"] == number and row["held_on"] is not None:
            yield row


def _in_role(asking: Asking) -> Iterator[Row]:
    day = asking.as_of.valid_at.isoformat()
    role = asking.said.get("role")
    for row in asking.rows("people"):
        if row["role"] not in (_HEADS if role is None else (role,)):
            continue
        if row["first_day"] <= day <= (row["last_day"] or day):
            yield row


QUESTIONS = (
    Question(
        6,
        Kind.AUDIT,
        "Who led and attended a session / Vilka som ledde och deltog i ett tillfälle",
        "Who led and who attended session 4? / Vilka ledde och vilka deltog i tillfälle "
        "4?",
        "`sessions`, the rows of that number that were held. / `sessions`, raderna med "
        "det numret som har hållits.",
        columns(
            *SCHOOL,
            *("session_number", "held_on", "led_by", "attendees", "absentees"),
            *("attended", "absent"),
        ),
        _session,
        (parameters.SESSION, parameters.PROGRAMME),
        (("session", "4"), ("programme", "01000001")),
    ),
    Question(
        18,
        Kind.HISTORY,
        "Who held a role on a day / Vem som hade en roll en viss dag",
        "Who was principal or process supporter on a date? / Vem var rektor eller "
        "processtödjare en viss dag?",
        "`people`, rows of the roles whose days include `validAt`. / `people`, rader "
        "för rollerna vars dagar omfattar `validAt`.",
        columns(*SCHOOL, "role", "person_id", "first_day", "last_day"),
        _in_role,
        (parameters.ROLE, parameters.PROGRAMME),
        (("programme", "01000002"),),
        day="2024-08-04",
    ),
)
