"""The operations that record: one for every command, made from its register."""

from collections.abc import Iterator

from ksbs.application import policy
from ksbs.application.stream_kinds import on_a_programme
from ksbs.domain.command import COMMANDS, Command
from ksbs.domain.record.amendment import AmendmentCommand
from ksbs.domain.words import Role
from ksbs.http.routes import answers, tags
from ksbs.http.routes.parameters import (
    COMMON,
    IDEMPOTENCY_KEY,
    IF_MATCH,
    PROGRAMME_ID,
)
from ksbs.http.routes.table import Answer, Operation
from ksbs.http.said import Said
from ksbs.http.wire import Recorded

_RECORDED = Answer(
    201,
    Said(
        "Registrerat. Samma nyckel och innehåll igen ger samma svar.",
        "Recorded. The same key and content again give the same answer.",
    ),
    Recorded,
    (answers.LOCATION_HEADER, answers.ETAG_HEADER, answers.TRACE_HEADER),
)


def actions() -> Iterator[Operation]:
    """Give the operation of every command in the register."""
    for command in COMMANDS.values():
        yield _action(command)


def _action(command: type[Command]) -> Operation:
    nested = on_a_programme(command)
    return Operation(
        method="POST",
        path=f"/programmes/{{programmeId}}/{command.noun}"
        if nested
        else f"/{command.noun}",
        operation_id=command.operation(),
        summary=Said(sv=command.sv, en=_summary(command)),
        description=_description(command),
        tag=tags.PARTS[command.part()],
        answers=(_RECORDED,),
        problems=answers.ACTING_ON_PROGRAMME if nested else answers.ACTING,
        parameters=(
            *((PROGRAMME_ID,) if nested else ()),
            IDEMPOTENCY_KEY,
            *((IF_MATCH,) if nested else ()),
            *COMMON,
        ),
        command=command,
        roles=_roles(command),
    )


def _summary(command: type[Command]) -> str:
    text = (command.__doc__ or "").strip().split("\n\n")[0]
    return " ".join(text.split())


def _roles(command: type[Command]) -> frozenset[Role]:
    """Give the roles that may; an entry is amended by whoever may record it."""
    if not issubclass(command, AmendmentCommand):
        return policy.roles_for(command)
    recorders = (policy.roles_for(each) for each in COMMANDS.values())
    return frozenset(role for roles in recorders for role in roles)


def _description(command: type[Command]) -> Said:
    event = command.records
    who = sorted(_roles(command), key=list(Role).index)
    if issubclass(command, AmendmentCommand):
        sv = "Den som får registrera det som ändras, eller registrator."
        en = "Whoever may record what is amended, or a registrar."
    else:
        sv = "Får göras av: " + ", ".join(role.sv for role in who) + "."
        en = "May be done by: " + ", ".join(role.en for role in who) + "."
    return Said(
        sv=f"{command.sv} Registrerar händelsen *{event.sv}* "
        f"(`{event.__name__}`, `{event.stored_as}`). {sv}",
        en=f"{_summary(command)} Records the event *{event.en}* "
        f"(`{event.__name__}`, `{event.stored_as}`). {en}",
    )
