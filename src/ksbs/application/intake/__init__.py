"""Reading files that others made, before anything is recorded.

A file is read whole or not at all: what cannot be read is named by file, line and
reason, and then nothing of the file may be used.
"""

from ksbs.application.intake.indicator_records import IndicatorRecord
from ksbs.application.intake.indicators import IndicatorFile, read_indicators
from ksbs.application.intake.records import SchoolUnitRecord, merge
from ksbs.application.intake.rejections import FileRejected, Rejection
from ksbs.application.intake.school_units import read_school_units

__all__ = [
    "FileRejected",
    "IndicatorFile",
    "IndicatorRecord",
    "Rejection",
    "SchoolUnitRecord",
    "merge",
    "read_indicators",
    "read_school_units",
]
