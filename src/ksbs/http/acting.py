"""Actions over HTTP: a body becomes a command, is performed, and is answered."""

from uuid import UUID

from ksbs.application import streams
from ksbs.application.outcome import Outcome
from ksbs.application.ports import VersionConflict
from ksbs.application.refusals import NotFound
from ksbs.application.request import Request
from ksbs.application.view import EventView, event_view
from ksbs.domain.enrolment.nomination import SchoolNominated
from ksbs.domain.event import Entry
from ksbs.domain.selection.round import SelectionRoundOpened
from ksbs.http.api import Api
from ksbs.http.asked import Asked
from ksbs.http.exchange import Exchange, Reply
from ksbs.http.preconditions import etag_of, expected_version, idempotency_key
from ksbs.http.problems import kinds
from ksbs.http.problems.telling import Refused
from ksbs.http.readers import read_id
from ksbs.http.times import Unreadable
from ksbs.http.validation import command_of
from ksbs.http.wire import AdvisoryView, ReceiptView, Recorded


def act(api: Api, asked: Asked) -> Reply:
    """Perform the command of a request."""
    model = asked.operation.command
    if model is None:
        raise TypeError(f"{asked.operation.operation_id} has no command")
    programme_id = _programme_id(asked)
    key = idempotency_key(asked.exchange)
    request = Request(
        command=command_of(asked.body, model=model),
        actor=asked.actor,
        key=key,
        programme_id=programme_id,
        correlation_id=asked.exchange.trace.uuid,
    )
    outcome = _perform(api, request, exchange=asked.exchange)
    asked.exchange.event_ids += [entry.event_id for entry in outcome.entries]
    return _reply(outcome, exchange=asked.exchange)


def programme_id_of(text: str) -> UUID:
    """Read the id in a path.

    Raises:
        NotFound: if it is no UUID, for no programme has such an id.
    """
    try:
        return read_id(text)
    except Unreadable:
        raise NotFound("programme", text) from None


def _programme_id(asked: Asked) -> UUID | None:
    text = asked.path.get("programmeId")
    return None if text is None else programme_id_of(text)


def _perform(api: Api, request: Request, *, exchange: Exchange) -> Outcome:
    performer = api.services.performer
    if request.programme_id is None:
        return performer.perform(request)
    try:
        version = expected_version(exchange)
    except Refused:
        # What was performed already is answered again before any precondition.
        if api.services.store.receipt(request.command_id) is None:
            raise
        return performer.perform(request)
    try:
        return performer.perform(_expecting(request, version))
    except VersionConflict:
        raise Refused(kinds.STALE_VERSION) from None


def _expecting(request: Request, version: int) -> Request:
    return Request(
        command=request.command,
        actor=request.actor,
        key=request.key,
        programme_id=request.programme_id,
        expected_version=version,
        correlation_id=request.correlation_id,
    )


def _reply(outcome: Outcome, *, exchange: Exchange) -> Reply:
    return Reply(
        body=_recorded(outcome).model_dump_json(by_alias=True).encode(),
        status=201,
        headers={
            "Location": exchange.base + _place(outcome.main),
            "ETag": etag_of(outcome.version),
        },
    )


def _place(main: Entry) -> str:
    """Say where that stands which was created: mostly the entry itself."""
    if isinstance(main.event, SchoolNominated):
        return f"/programmes/{main.stream_id}"
    if isinstance(main.event, SelectionRoundOpened):
        return f"/selection-rounds/{main.event.round_id}"
    return f"/events/{main.event_id}"


def _recorded(outcome: Outcome) -> Recorded:
    receipt = outcome.receipt
    return Recorded(
        event=view_of(outcome.main),
        events=tuple(view_of(entry) for entry in outcome.others),
        receipt=ReceiptView(
            position=receipt.position,
            leaf=receipt.leaf.hex(),
            tree_size=receipt.size,
            root=receipt.root.hex(),
        ),
        advisories=tuple(
            AdvisoryView(name=a.name(), message=a.en, message_sv=a.message_sv)
            for a in outcome.advisories
        ),
    )


def view_of(entry: Entry) -> EventView:
    """Show an entry as it stands on the wire."""
    return event_view(entry, category=streams.category_of(entry.event.stored_as))
