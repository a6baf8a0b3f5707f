"""What readers see: the programme at a moment, and an entry of the record.

The models are the wire: camelCase, dates as RFC 3339.
"""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import JsonValue

from ksbs.application.programme_parts import (
    AreaView,
    GoalView,
    InterventionView,
    PersonView,
    SessionView,
    SignView,
    areas_of,
    goals_of,
    interventions_of,
    people_of,
    sessions_of,
    signs_of,
)
from ksbs.domain.event import Entry, RecordedBy
from ksbs.domain.kinds import Status
from ksbs.domain.programme import Programme
from ksbs.domain.words import Model


class AsOf(Model):
    """The pair of times that an answer is for, and where the log then stood.

    / De två tider som ett svar gäller, och var loggen stod då.
    """

    valid_at: date
    """What was true on this day, the day included. / Vad som gällde den dagen, dagen
    inräknad.
    """
    known_at: datetime
    """As known at this instant, UTC. / Som det var känt vid denna tidpunkt, UTC."""
    position: int
    """The last position of the log that the answer knows. / Den sista plats i loggen
    som svaret känner.
    """
    root: str
    """The ledger's root hash at that position, in hexadecimal. / Liggarens rothash vid
    den platsen, hexadecimalt.
    """


class ProgrammeView(Model):
    """A programme as it was on a day, as known at an instant.

    / En omgång som den var en dag, som det var känt vid en tidpunkt.
    """

    programme_id: UUID
    """The programme. / Omgången."""
    school_unit_code: str
    """The school unit's code in the register of school units. / Skolenhetens kod i
    skolenhetsregistret.
    """
    school_name: str
    """The name of the school. / Skolans namn."""
    status: Status
    """Where the programme stands; follows from its events. / Var omgången befinner sig;
    följer av dess händelser.
    """
    started_on: date | None
    """The day the programme began, if it has. / Dagen då omgången påbörjades, om den
    har det.
    """
    planned_end: date | None
    """The last day planned, extensions included, once it has begun. / Den sista
    planerade dagen, förlängningar inräknade, när den väl är påbörjad.
    """
    sessions: tuple[SessionView, ...]
    """The sessions that were held. / Tillfällena som genomfördes."""
    areas: tuple[AreaView, ...]
    """The development areas, the prioritised first. / Utvecklingsområdena, de
    prioriterade först.
    """
    goals: tuple[GoalView, ...]
    """The goals that stand. / Målen som gäller."""
    signs: tuple[SignView, ...]
    """The visible signs of the goals. / Målens synliga tecken."""
    interventions: tuple[InterventionView, ...]
    """The interventions, planned, under way and ended. / Insatserna: planerade,
    pågående och avslutade.
    """
    people: tuple[PersonView, ...]
    """Who has and has had which role. / Vilka som har och har haft vilken roll."""
    as_of: AsOf
    """What day the answer is for, as known when. / Vilken dag svaret gäller, som det
    var känt när.
    """


class EventView(Model):
    """An entry of the record, as it was recorded.

    / En anteckning i registret, som den registrerades.
    """

    event_id: UUID
    """The event's id. / Händelsens id."""
    programme_id: UUID | None
    """The programme; null for entries on other streams, such as the directory's. /
    Omgången; null för anteckningar i andra strömmar, som katalogens.
    """
    stream_id: UUID
    """The stream that the entry stands in; on a programme the programme's id. /
    Strömmen som anteckningen står i; för en omgång är det omgångens id.
    """
    version: int
    """The entry's number in its stream, counted from 1. / Anteckningens nummer i sin
    ström, räknat från 1.
    """
    name: str
    """The event's name in the catalogue. / Händelsens namn i katalogen."""
    stored_as: str
    """The stored name with its schema version. / Det lagrade namnet med sin
    schemaversion.
    """
    occurred_on: date
    """The day when it happened or applies, as it was recorded. / Dagen då det hände
    eller gäller, som den registrerades.
    """
    recorded_at: datetime
    """The instant when it was recorded, UTC. / Tidpunkten då den registrerades, UTC."""
    recorded_by: RecordedBy
    """Who recorded it, in which role. / Vem som registrerade, i vilken roll."""
    on_behalf_of: UUID | Literal["working_group"] | None
    """The person, or the working group, on whose behalf it was recorded. / Personen,
    eller arbetsgruppen, för vars räkning det registrerades.
    """
    command_id: UUID
    """The command that led to it. / Kommandot som ledde till den."""
    correlation_id: UUID
    """Shared by all that one request set going. / Gemensamt för allt som en och samma
    begäran satte i gång.
    """
    causation_id: UUID | None
    """The event that brought it about, if one did. / Händelsen som föranledde den, om
    någon gjorde det.
    """
    dnr: str | None
    """The case number in the diary that it belongs to. / Diarienumret som den hör till.
    """
    confidentiality: str | None
    """The provision on which the whole entry is marked confidential. / Bestämmelsen som
    hela anteckningen är sekretessmarkerad enligt.
    """
    source: str
    """The way in: the API, the command line or an import. / Vägen in: API:et,
    kommandoraden eller en inläsning.
    """
    late_reason: str | None
    """Why it was recorded late, where it was. / Varför den registrerades sent, där den
    gjorde det.
    """
    payload: dict[str, JsonValue]
    """The event's own fields, by the schema that has the same name as `name`. /
    Händelsens egna fält, enligt schemat med samma namn som `name`.
    """


def programme_view(
    programme: Programme, *, programme_id: UUID, as_of: AsOf
) -> ProgrammeView | None:
    """Show a programme; None if it was not nominated then."""
    nomination, status = programme.nomination, programme.status
    if nomination is None or status is None:
        return None
    return ProgrammeView(
        programme_id=programme_id,
        school_unit_code=nomination.school_unit_code,
        school_name=nomination.school_name,
        status=status,
        started_on=programme.started_on,
        planned_end=programme.planned_end,
        sessions=sessions_of(programme),
        areas=areas_of(programme),
        goals=goals_of(programme),
        signs=signs_of(programme),
        interventions=interventions_of(programme),
        people=people_of(programme),
        as_of=as_of,
    )


def event_view(entry: Entry, *, category: str) -> EventView:
    """Show an entry of a stream of that category."""
    event, meta = entry.event, entry.metadata
    return EventView(
        event_id=meta.event_id,
        programme_id=entry.stream_id if category == "programme" else None,
        stream_id=entry.stream_id,
        version=entry.version,
        name=entry.name,
        stored_as=event.stored_as,
        occurred_on=event.occurred_on,
        recorded_at=entry.recorded_at,
        recorded_by=meta.recorded_by,
        on_behalf_of=meta.on_behalf_of,
        command_id=meta.command_id,
        correlation_id=meta.correlation_id,
        causation_id=meta.causation_id,
        dnr=meta.dnr,
        confidentiality=meta.confidentiality,
        source=meta.source,
        late_reason=meta.late_reason,
        payload=event.payload(),
    )
