"""The operations that read the record."""

from ksbs.application.policy import READERS, Read
from ksbs.application.view import EventView, ProgrammeView
from ksbs.domain.words import Role
from ksbs.http.problems import kinds
from ksbs.http.routes import answers, filters, parameters, tags
from ksbs.http.routes.table import Answer, Operation
from ksbs.http.said import Said
from ksbs.http.wire import EventList, ProgrammeList
from ksbs.http.wire_registers import (
    PersonList,
    RoleAssignmentList,
    SchoolUnitList,
    SchoolUnitView,
)

_TIMES = (parameters.VALID_AT, parameters.KNOWN_AT)
_PAGING = (filters.PAGE, filters.LIMIT)
_CURSOR = (filters.AFTER, filters.LIMIT)
_TRACE = (answers.TRACE_HEADER,)
_TIMED = (*answers.READING, kinds.NOT_YET_KNOWN)
_CONTENT = READERS[Read.PROGRAMME]
_TRAIL = frozenset(Role)
"""Everybody may ask: the trail shows each role the streams that it may read."""
_DIRECTORY = READERS[Read.DIRECTORY]
_UNITS = READERS[Read.SCHOOL_UNITS]

LIST_PROGRAMMES = Operation(
    "GET",
    "/programmes",
    "listProgrammes",
    Said("Lista omgångar", "List programmes"),
    Said(
        "Omgångar som rollen får se, som de var på dagen `validAt`, som det var känt "
        "vid `knownAt`, efter skolans namn i svensk ordning." + answers.PINNED.sv,
        "Programmes that the role may see, as they were on the day `validAt`, as known "
        "at `knownAt`, by the school's name in Swedish order." + answers.PINNED.en,
    ),
    tags.PROGRAMMES,
    (
        Answer(
            200,
            Said("Omgångarna.", "The programmes."),
            ProgrammeList,
            answers.PINNED_HEADERS,
        ),
        answers.PINNED_UNCHANGED,
    ),
    _TIMED,
    (
        *_TIMES,
        filters.STATUS,
        filters.SCHOOL_UNIT_CODE,
        *_PAGING,
        parameters.IF_NONE_MATCH,
        *parameters.COMMON,
    ),
    roles=_CONTENT,
)
GET_PROGRAMME = Operation(
    "GET",
    "/programmes/{programmeId}",
    "getProgramme",
    Said("Visa en omgång", "Show a programme"),
    Said(
        "Omgången som den var på dagen `validAt`, som det var känt vid `knownAt`. "
        "Utan tider bär svaret den ETag som If-Match vill ha." + answers.PINNED.sv,
        "The programme as it was on the day `validAt`, as known at `knownAt`. "
        "Without times the answer carries the ETag that If-Match wants."
        + answers.PINNED.en,
    ),
    tags.PROGRAMMES,
    (
        Answer(
            200,
            Said("Omgången.", "The programme."),
            ProgrammeView,
            (answers.ETAG_HEADER, answers.TRACE_HEADER),
        ),
        Answer(
            304,
            Said("Oförändrad.", "Unchanged."),
            None,
            (answers.ETAG_HEADER, answers.TRACE_HEADER),
        ),
    ),
    (*_TIMED, kinds.NOT_FOUND),
    (
        parameters.PROGRAMME_ID,
        *_TIMES,
        parameters.IF_NONE_MATCH,
        *parameters.COMMON,
    ),
    roles=_CONTENT,
)
_TRAIL_FILTERS = (
    filters.NAME,
    filters.PERSON,
    filters.ROLE,
    *filters.RECORDED,
    *filters.OCCURRED,
    filters.DNR,
    filters.CORRELATION,
    filters.NAMED,
    filters.QUESTION,
)
_EVENTS = (
    Answer(
        200,
        Said("Händelserna.", "The events."),
        EventList,
        answers.PINNED_HEADERS,
    ),
    answers.PINNED_UNCHANGED,
)
LIST_PROGRAMME_EVENTS = Operation(
    "GET",
    "/programmes/{programmeId}/events",
    "listProgrammeEvents",
    Said("Lista en omgångs händelser", "List the events of a programme"),
    Said(
        "Omgångens händelser som de registrerades, den senaste först. "
        "Bläddra med markören i `_links.next`.",
        "The programme's events as they were recorded, the latest first. "
        "Walk on with the cursor in `_links.next`.",
    ),
    tags.PROGRAMMES,
    _EVENTS,
    (*_TIMED, kinds.NOT_FOUND),
    (
        parameters.PROGRAMME_ID,
        *_TRAIL_FILTERS,
        parameters.KNOWN_AT,
        *_CURSOR,
        parameters.IF_NONE_MATCH,
        *parameters.COMMON,
    ),
    roles=_CONTENT,
)
LIST_EVENTS = Operation(
    "GET",
    "/events",
    "listEvents",
    Said("Läs revisionsspåret", "Read the audit trail"),
    Said(
        "Allt som registrerats och som rollen får se, det senaste först, utan att något "
        "ändrats i efterhand. Listan har markör, inte sidor: följ `_links.next`.",
        "Everything recorded that the role may see, the latest first, nothing changed "
        "afterwards. The list has a cursor, not pages: follow `_links.next`.",
    ),
    tags.EVENTS,
    _EVENTS,
    (*_TIMED, kinds.NOT_FOUND),
    (
        filters.SCHOOL_UNIT_CODE,
        filters.PROGRAMME,
        *_TRAIL_FILTERS,
        parameters.KNOWN_AT,
        *_CURSOR,
        parameters.IF_NONE_MATCH,
        *parameters.COMMON,
    ),
    roles=_TRAIL,
)
GET_EVENT = Operation(
    "GET",
    "/events/{eventId}",
    "getEvent",
    Said("Visa en händelse", "Show an event"),
    Said(
        "Händelsen som den registrerades. En rättelse ändrar den aldrig.",
        "The event as it was recorded. A correction never changes it.",
    ),
    tags.EVENTS,
    (Answer(200, Said("Händelsen.", "The event."), EventView, _TRACE),),
    (*answers.READING, kinds.NOT_FOUND),
    (parameters.EVENT_ID, *parameters.COMMON),
    roles=_TRAIL,
)
LIST_SCHOOL_UNITS = Operation(
    "GET",
    "/school-units",
    "listSchoolUnits",
    Said("Lista skolenheter", "List school units"),
    Said(
        "Skolenheter som registret har beskrivit, efter namn i svensk ordning.",
        "School units that the register has described, by name in Swedish order.",
    ),
    tags.PARTS["selection"],
    (Answer(200, Said("Enheterna.", "The units."), SchoolUnitList, _TRACE),),
    _TIMED,
    (*_TIMES, *_PAGING, *parameters.COMMON),
    roles=_UNITS,
)
GET_SCHOOL_UNIT = Operation(
    "GET",
    "/school-units/{schoolUnitCode}",
    "getSchoolUnit",
    Said("Visa en skolenhet", "Show a school unit"),
    Said(
        "Skolenheten som registret beskrev den på dagen, som det var känt då.",
        "The school unit as the register described it on the day, as known then.",
    ),
    tags.PARTS["selection"],
    (Answer(200, Said("Enheten.", "The unit."), SchoolUnitView, _TRACE),),
    (*_TIMED, kinds.NOT_FOUND),
    (parameters.UNIT_CODE, *_TIMES, *parameters.COMMON),
    roles=_UNITS,
)
LIST_PERSONS = Operation(
    "GET",
    "/persons",
    "listPersons",
    Said("Lista personer", "List persons"),
    Said(
        "Personer i katalogen, bara som id:n, med rollerna de har på dagen.",
        "Persons of the directory, as ids only, with the roles they hold on the day.",
    ),
    tags.PARTS["directory"],
    (Answer(200, Said("Personerna.", "The persons."), PersonList, _TRACE),),
    _TIMED,
    (parameters.ON, parameters.KNOWN_AT, *_PAGING, *parameters.COMMON),
    roles=_DIRECTORY,
)
LIST_ROLE_ASSIGNMENTS = Operation(
    "GET",
    "/role-assignments",
    "listRoleAssignments",
    Said("Lista roller", "List role assignments"),
    Said(
        "Vem som har eller hade vilken roll, för vilken enhet eller vilket område. "
        "Med `on` bara roller som innehades den dagen.",
        "Who holds or held which role, for which unit or area. "
        "With `on` only roles held on that day.",
    ),
    tags.PARTS["directory"],
    (Answer(200, Said("Rollerna.", "The roles."), RoleAssignmentList, _TRACE),),
    _TIMED,
    (
        parameters.ON,
        parameters.KNOWN_AT,
        filters.PERSON,
        filters.ROLE,
        filters.SCHOOL_UNIT_CODE,
        *_PAGING,
        *parameters.COMMON,
    ),
    roles=_DIRECTORY,
)

READS = (
    LIST_PROGRAMMES,
    GET_PROGRAMME,
    LIST_PROGRAMME_EVENTS,
    LIST_EVENTS,
    GET_EVENT,
    LIST_SCHOOL_UNITS,
    GET_SCHOOL_UNIT,
    LIST_PERSONS,
    LIST_ROLE_ASSIGNMENTS,
)
