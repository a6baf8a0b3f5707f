"""What a report was narrowed to has a name in the report."""

from ksbs.reporting.catalogue import REPORTS
from ksbs.reporting.limits import LABELS


def test_every_parameter_that_narrows_a_report_is_told_in_it() -> None:
    # given
    parameters = {p.name for kind in REPORTS.values() for p in kind.parameters}

    # then all but the time of another report, which its section of corrections tells
    assert parameters - {"previous_known_at"} == set(LABELS)
