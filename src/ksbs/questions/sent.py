"""The question about reports as they were sent: made again, and held to the digest."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256
from uuid import UUID

from ksbs.application.days import written
from ksbs.application.view import AsOf
from ksbs.questions import parameters
from ksbs.questions.asking import PORTFOLIO, Asking, MadeAgain, Row
from ksbs.questions.columns import SCHOOL, columns
from ksbs.questions.question import Kind, Question


class _Because(StrEnum):
    """Why a report is not equal to what was sent."""

    OTHER_BYTES = "other_bytes"
    """It can be made again, and none of the files that it can be has the digest."""
    CANNOT_BE_MADE = "cannot_be_made"
    """There is no report of that name, or none at its pair, or its pair is not known."""
    NOT_MADE_HERE = "not_made_here"
    """No report of this system is named."""


def _reports_sent(asking: Asking) -> Iterator[Row]:
    for row in asking.rows("reports_submitted"):
        at = _shown(asking, row)
        seen = {} if at is None else _seen_at(asking, row, at)
        yield {**row, **seen, **_compared(asking, row, at)}


def _shown(asking: Asking, row: Row) -> AsOf | None:
    """Give the pair that a report shows: its own, else the day it was submitted.

    None if it is said to show more than is known at the pair of the question.
    """
    if row["known_at"] is None:
        return asking.then(date.fromisoformat(row["submitted_on"]))
    known_at = datetime.fromisoformat(row["known_at"])
    if known_at > asking.as_of.known_at:
        return None
    valid_at = date.fromisoformat(row["valid_at"])
    return asking.history.resolve(valid_at=valid_at, known_at=known_at)


def _seen_at(asking: Asking, row: Row, at: AsOf) -> Row:
    programme_id = UUID(row["programme_id"])
    (status,) = asking.rows(PORTFOLIO, at=at, of=programme_id) or ({},)
    return {
        "valid_at": at.valid_at.isoformat(),
        "known_at": written(at.known_at),
        "position": at.position,
        "status": status.get("status"),
    }


def _compared(asking: Asking, row: Row, at: AsOf | None) -> Row:
    """Say whether the report is the same when it is made again; it always says so."""
    if row["report_name"] is None:
        return _unequal(_Because.NOT_MADE_HERE)
    made = None if at is None else _made_again(asking, row, at)
    if made is None:
        return _unequal(_Because.CANNOT_BE_MADE)
    digest = sha256(made.content).hexdigest()
    equal = digest == row["sha256"]
    return {
        **({"equal": True} if equal else _unequal(_Because.OTHER_BYTES)),
        "remade_sha256": digest,
        "report_format": made.format,
        "report_language": made.language,
        "bytes": len(made.content),
    }


def _unequal(because: _Because) -> Row:
    return {"equal": False, "unequal_because": because.value}


def _made_again(asking: Asking, row: Row, at: AsOf) -> MadeAgain | None:
    if asking.make_again is None:
        raise ValueError("question 26 is asked without what makes reports")
    there = replace(asking, as_of=at, said={"programme": row["programme_id"]})
    return asking.make_again(there, row["report_name"], sha256=row["sha256"])


QUESTIONS = (
    Question(
        26,
        Kind.HISTORY,
        "A report as it was the day it was sent / En rapport som den var dagen den "
        "lämnades",
        "What would the committee's term-3 report have looked like the day it was sent "
        "(byte for byte)? / Hur såg nämndens rapport efter termin 3 ut dagen den "
        "lämnades (byte för byte)?",
        "`reports_submitted`, each report made again at the pair that it shows, in every "
        "format and both languages, until one has the digest that was submitted: then "
        "`equal` is true, and format and language tell which file it was. Otherwise "
        "`equal` is false, and `unequalBecause` says why: `other_bytes` if no file has "
        "the digest (that of the PDF in Swedish stands beside it), `cannot_be_made` if "
        "there is no such report at its pair, `not_made_here` if none of this system is "
        "named. / "
        "`reports_submitted`, varje rapport gjord om vid det par som den visar, i varje "
        "format och på båda språken, tills en har kontrollsumman som lämnades: då är "
        "`equal` sant, och format och språk säger vilken fil det var. Annars är `equal` "
        "falskt, och `unequalBecause` säger varför: `other_bytes` om ingen fil har "
        "kontrollsumman (den för PDF på svenska står bredvid), `cannot_be_made` om det "
        "inte finns någon sådan rapport vid dess par, `not_made_here` om ingen från "
        "detta system är angiven.",
        columns(
            *SCHOOL,
            *("recipient", "report_title", "submitted_on", "report_name"),
            *("valid_at", "known_at", "position", "status"),
            *("equal", "sha256", "remade_sha256", "unequal_because"),
            *("report_format", "report_language", "bytes"),
        ),
        _reports_sent,
        (parameters.PROGRAMME,),
        (("programme", "01000001"),),
    ),
)
