"""Importing indicators, against reading the same file with a bare JSON parser.

Ours reads the file, judges every figure, compares it with what is known, and records
what is new in one transaction; once into an empty log and once more, when nothing is
new. The bare parser is `json.loads` on each line, nothing kept. The file is made here:
fictional units in the shape of the planned-educations service's statistics.
"""

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from bench import harness, ours
from bench.append import database
from ksbs.application.actor import Actor
from ksbs.application.importing_indicators import import_indicators
from ksbs.domain.words import Role
from ksbs.store.event_store import open_event_store

UNITS = {"quick": 100, "full": 1_500}
YEARS = [f"20{n}/{n + 1}" for n in range(20, 25)]
KEYS = (
    "averageGradesMeritRating9thGrade",
    "ratioOfPupilsIn9thGradeWithAllSubjectsPassed",
    "ratioOfPupils9thGradeEligibleForNationalProgramYR",
    "certifiedTeachersQuota",
    "studentsPerTeacherQuota",
    "totalNumberOfPupils",
)
_OFFICE = Actor(UUID(int=0xF05), Role.PROGRAMME_OFFICE)


def lines(units: int) -> Iterator[str]:
    """Give one response a unit, with exact, approximate and suppressed figures."""
    for number in range(units):
        figures = {
            key: [_figure(number + place + year, YEARS[year]) for year in range(5)]
            for place, key in enumerate(KEYS)
        }
        code = f"0{number:07d}"
        body = {"status": "OK", "message": "", "body": figures | {"schoolUnit": code}}
        url = f"https://example.invalid/v4/school-units/{code}/statistics/gr"
        response = {"fetched_at": "2026-04-21T08:00:00Z", "url": url, "body": body}
        yield json.dumps(response) + "\n"


def _figure(number: int, period: str) -> dict[str, Any]:
    value, kind = f"{number % 300},5", "EXISTS"
    if number % 7 == 0:
        value, kind = "..", "OMITTED_DUE_TO_BASED_ON_FEW_PUPILS"
    return {"value": value, "valueType": kind, "timePeriod": period}


def bench(quick: bool) -> harness.Report:
    report = harness.Report("import_rate")
    units = UNITS["quick" if quick else "full"]
    with harness.server() as admin, TemporaryDirectory(prefix="ksbs-bench-") as folder:
        path = Path(folder) / "statistics.jsonl"
        path.write_text("".join(lines(units)), encoding="utf-8")
        for number in range(3 if quick else 7):
            _round(report, path, database(admin, f"ours_import_{number}"))
    return report


def _round(report: harness.Report, path: Path, dsn: str) -> None:
    started = time.perf_counter()
    for line in path.read_text(encoding="utf-8").splitlines():
        json.loads(line)
    parsed = time.perf_counter() - started
    with open_event_store(dsn, pool_max=2) as store:
        first, figures = _imported(store, path)
        again, none = _imported(store, path)
    if none or not figures:
        raise RuntimeError(f"{figures} figures were new, then {none}")
    report.add(
        {
            "parse_seconds": parsed,
            "first_figures_per_second": figures / first,
            "again_figures_per_second": figures / again,
        },
        {"import_vs_parse": first / parsed, "again_vs_parse": again / parsed},
    )


def _imported(store: object, path: Path) -> tuple[float, int]:
    started = time.perf_counter()
    result = import_indicators(ours.services(store), [path], actor=_OFFICE)
    if result.rejected:
        raise RuntimeError(str(result.rejected[0]))
    return time.perf_counter() - started, result.new


if __name__ == "__main__":
    sys.exit(harness.run(str(__doc__), bench))
