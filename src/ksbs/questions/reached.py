"""The question about the share of the staff that was reached."""

from collections import Counter
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from ksbs.questions import parameters
from ksbs.questions.asking import Asking, Row
from ksbs.questions.columns import SCHOOL, columns
from ksbs.questions.question import Kind, Question


def _reached(asking: Asking) -> Iterator[Row]:
    of: dict[tuple[str, int, str], Row] = {}
    sums: dict[tuple[str, int, str], Counter[str]] = {}
    for row in asking.rows("participation"):
        key = (row["programme_id"], row["session_number"], row["term_name"])
        counts = {name: row[name] for name in ("present", "eligible")}
        of.setdefault(key, row)
        sums.setdefault(key, Counter()).update(counts)
    for key, row in of.items():
        present, eligible = sums[key]["present"], sums[key]["eligible"]
        share = _per_cent(present, eligible)
        yield {**row, "present": present, "eligible": eligible, "share": share}


def _per_cent(part: int, whole: int) -> str | None:
    if not whole:
        return None
    share = Decimal(100 * part) / Decimal(whole)
    return str(share.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP))


QUESTIONS = (
    Question(
        24,
        Kind.HISTORY,
        "Pedagogical staff reached / Andel pedagogisk personal som nåtts",
        "Share of pedagogical staff reached per session and term. / Andel pedagogisk "
        "personal som nåtts per tillfälle och termin.",
        "`participation`, the sum of those present over the sum of the staff, by "
        "programme, session and term; a group that worked on a session twice counts "
        "twice in both. / `participation`, summan av närvarande genom summan av "
        "personalen, per omgång, tillfälle och termin; en grupp som arbetat två gånger "
        "med ett tillfälle räknas två gånger i båda.",
        columns(*SCHOOL, "session_number", "term_name", "present", "eligible", "share"),
        _reached,
        (parameters.PROGRAMME,),
        (("programme", "01000013"),),
    ),
)
