"""Questions that set two moments beside each other: reports sent, differences."""

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from ksbs.application.projection import PROGRAMMES, Projection
from ksbs.application.refusals import NotFound
from ksbs.application.view import AsOf
from ksbs.application.views_rows import differences, plain_row
from ksbs.questions import parameters
from ksbs.questions.asking import PORTFOLIO, Asking, Row
from ksbs.questions.columns import SCHOOL, columns
from ksbs.questions.question import Kind, Question

_LEAP_DAY = (2, 29)


def _reports_sent(asking: Asking) -> Iterator[Row]:
    for row in asking.rows("reports_submitted"):
        at = _shown(asking, row)
        programme_id = UUID(row["programme_id"])
        content = content_of(asking, programme_id, at)
        (status,) = asking.rows(PORTFOLIO, at=at, of=programme_id) or ({},)
        yield {
            **row,
            "valid_at": at.valid_at.isoformat(),
            "known_at": at.known_at.isoformat().replace("+00:00", "Z"),
            "position": at.position,
            "status": status.get("status"),
            "bytes": len(content),
            "content_sha256": sha256(content).hexdigest(),
        }


def _shown(asking: Asking, report: Row) -> AsOf:
    """Give the pair that a report shows: its own, else the day it was submitted."""
    if report["known_at"] is None:
        return asking.then(date.fromisoformat(report["submitted_on"]))
    known_at = datetime.fromisoformat(report["known_at"])
    valid_at = report["valid_at"] and date.fromisoformat(report["valid_at"])
    return asking.history.resolve(valid_at=valid_at, known_at=known_at)


def content_of(asking: Asking, programme_id: UUID, at: AsOf) -> bytes:
    """Give all that the read models say of a programme at a pair, in one writing.

    The same pair gives the same bytes, whenever it is asked.
    """
    content = {
        each.name: [
            plain_row(each, row)
            for row in asking.rows(each.name, at=at, of=programme_id)
        ]
        for each in _about_programmes(asking)
    }
    text = json.dumps(
        content, ensure_ascii=False, separators=(",", ":"), sort_keys=True
    )
    return text.encode()


def _about_programmes(asking: Asking) -> Sequence[Projection]:
    wanted = asking.said.get("view")
    found = [
        each
        for name, each in sorted(asking.projections.items())
        if each.about == PROGRAMMES and wanted in (None, name)
    ]
    if not found:
        raise NotFound("read model about programmes", wanted)
    return found


def _differences(asking: Asking) -> Iterator[Row]:
    last = asking.said.get("to", asking.as_of.valid_at)
    first = asking.said.get("from") or _a_year_before(last)
    for programme_id, school in asking.schools.items():
        for each in _about_programmes(asking):
            before, after = (
                asking.rows(each.name, at=asking.on(day), of=programme_id)
                for day in (first, last)
            )
            for row in _changes(each, before, after):
                yield {**school, "view": each.name, **row}


def _changes(
    projection: Projection, before: list[Row], after: list[Row]
) -> Iterator[Row]:
    found = differences(projection, before, after)
    for row in found.added:
        yield {"change": "added", "key": _key(projection, row), "after": _rest(row)}
    for row in found.removed:
        yield {"change": "removed", "key": _key(projection, row), "before": _rest(row)}
    for changed in found.changed:
        key = _key(projection, changed.row)
        for name, (old, new) in changed.fields.items():
            values = {"field": name, "before": old, "after": new}
            yield {"change": "changed", "key": key, **values}


def _key(projection: Projection, row: Row) -> str | None:
    """Name a row among those of its programme; None where there is but one."""
    return ", ".join(str(row[name]) for name in projection.key) or None


def _rest(row: Row) -> dict[str, Any]:
    return {name: value for name, value in row.items() if value not in (None, [])}


def _a_year_before(day: date) -> date:
    if (day.month, day.day) == _LEAP_DAY:
        day = day.replace(day=28)
    return day.replace(year=day.year - 1)


QUESTIONS = (
    Question(
        26,
        Kind.HISTORY,
        "A report as it was the day it was sent / En rapport som den var dagen den "
        "lämnades",
        "What would the committee's term-3 report have looked like the day it was sent "
        "(byte for byte)? / Hur såg nämndens rapport efter termin 3 ut dagen den "
        "lämnades (byte för byte)?",
        "`reports_submitted`, with the pair that each shows; at that pair every read "
        "model about the programme, written in one way: its size and its digest are the "
        "same whenever it is asked. The report itself is made again at that pair. / "
        "`reports_submitted`, med det par som var och en visar; vid det paret alla "
        "läsmodeller om omgången, skrivna på ett enda sätt: storlek och kontrollsumma "
        "är desamma när man än frågar. Själva rapporten görs om vid det paret.",
        columns(
            *SCHOOL,
            *("recipient", "report_title", "submitted_on", "sha256", "report_name"),
            *("valid_at", "known_at", "position", "status", "bytes"),
            "content_sha256",
        ),
        _reports_sent,
        (parameters.PROGRAMME,),
        (("programme", "01000001"),),
    ),
    Question(
        27,
        Kind.HISTORY,
        "The difference between two dates / Skillnaden mellan två datum",
        "The difference between two dates for one school. / Skillnaden mellan två datum "
        "för en skola.",
        "Every read model about the programme on the day `from` and on the day `to` "
        "(without them `validAt` and a year before), compared row by row and field by "
        "field. / Varje läsmodell om omgången på dagen `from` och på dagen `to` (utan "
        "dem `validAt` och ett år före), jämförda rad för rad och fält för fält.",
        columns(*SCHOOL, "view", "change", "key", "field", "before", "after"),
        _differences,
        (parameters.FROM, parameters.TO, parameters.VIEW, parameters.PROGRAMME),
        (("programme", "01000001"), ("from", "2025-01-19"), ("to", "2025-01-27")),
    ),
)
