"""What the register of school units knows of one unit."""

from dataclasses import dataclass
from datetime import date

MUNICIPAL = "KOMMUN"
ACTIVE = "AKTIV"


@dataclass(frozen=True, slots=True)
class SchoolUnit:
    """A school unit as the register last described it; None where it said nothing."""

    code: str
    name: str = ""
    status: str | None = None
    school_forms: tuple[str, ...] = ()
    municipality_code: str | None = None
    organizer_number: str | None = None
    organizer_type: str | None = None
    organizer_name: str | None = None
    observed_on: date | None = None

    @property
    def municipal(self) -> bool:
        """True unless the register says that the organizer is another than a city."""
        return self.organizer_type in (None, MUNICIPAL)

    @property
    def active(self) -> bool:
        """True unless the register says that the unit is not running."""
        return self.status in (None, ACTIVE)
