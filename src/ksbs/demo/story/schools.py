"""The fictional schools of Exempelstad, and the register file that tells of them."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ksbs.domain.kinds import SchoolForm

ORGANIZER_NUMBER = "2129990001"
ORGANIZER = "EXEMPELSTADS KOMMUN"
MUNICIPALITY = "0999"
FETCHED_AT = "2020-01-09T06:00:00.000Z"

GR, GY = SchoolForm.COMPULSORY, SchoolForm.UPPER_SECONDARY


@dataclass(frozen=True, slots=True)
class School:
    """A fictional school unit; its code begins with 0, as no real one does."""

    code: str
    name: str
    form: SchoolForm = GR
    staff: int = 40
    """The pedagogical staff, in persons."""
    new_principal_from: date | None = None
    registered: bool = True
    """Whether the register file tells of it."""
    first: bool = False
    """Whether it is the school of the default persons."""


EXEMPELSKOLAN = School("01000001", "Exempelskolan", staff=48, first=True)
BJORK = School(
    "01000002", "Björkexemplets skola", staff=36, new_principal_from=date(2024, 8, 5)
)
NORRA = School("01000003", "Norra Exempelgymnasiet", GY, staff=62)
ANG = School("01000004", "Ängsexemplets skola", staff=31)
STRAND = School("01000005", "Strandexemplets skola", staff=44)
AS = School("01000006", "Åsexemplets skola", staff=27)
SODRA = School("01000007", "Södra Exempelgymnasiet", GY, staff=71)
LILLA = School("01000008", "Lilla Exempelskolan", staff=18)
DAL = School("01000009", "Dalexemplets skola", staff=39)
HOJD = School("01000010", "Höjdexemplets skola", staff=33)
KVARN = School("01000011", "Kvarnexemplets skola", staff=14, registered=False)
OSTRA = School("01000012", "Östra Exempelgymnasiet", GY, staff=55)

TWELVE = (
    EXEMPELSKOLAN,
    BJORK,
    NORRA,
    ANG,
    STRAND,
    AS,
    SODRA,
    LILLA,
    DAL,
    HOJD,
    KVARN,
    OSTRA,
)
"""The schools whose course is told one by one in `programmes`."""

HAG = School("01000013", "Hagexemplets skola", staff=42)
TALL = School(
    "01000014",
    "Tallexemplets skola",
    staff=34,
    new_principal_from=date(2021, 8, 9),
)
VIK = School("01000015", "Vikexemplets skola", staff=38)
HAMNEN = School("01000016", "Exempelgymnasiet Hamnen", GY, staff=58)
BERG = School("01000017", "Bergexemplets skola", staff=46)
LUND = School("01000018", "Lundexemplets skola", staff=40)
STADEN = School("01000019", "Exempelgymnasiet Staden", GY, staff=64)
SJO = School("01000020", "Sjöexemplets skola", staff=52)
FJALL = School("01000021", "Fjällexemplets skola", staff=22)
TORGET = School("01000022", "Exempelgymnasiet Torget", GY, staff=60)
GARD = School("01000023", "Gärdexemplets skola", staff=44)
EK = School(
    "01000024", "Ekexemplets skola", staff=36, new_principal_from=date(2025, 8, 4)
)
KANALEN = School("01000025", "Exempelgymnasiet Kanalen", GY, staff=66)
HOLM = School("01000026", "Holmexemplets skola", staff=30)
SLOTT = School("01000027", "Slottsexemplets skola", staff=48)
ADAL = School("01000028", "Ådalsexemplets skola", staff=32)
TORP = School("01000029", "Torpexemplets skola", staff=26)
PARKEN = School("01000030", "Exempelgymnasiet Parken", GY, staff=54)
ALV = School("01000031", "Älvexemplets skola", staff=28)
SKOG = School("01000032", "Skogsexemplets skola", staff=24)
BRUNN = School("01000033", "Brunnsexemplets skola", staff=34)
UDDE = School("01000034", "Uddexemplets skola", staff=40)

CITY = (
    HAG,
    TALL,
    VIK,
    HAMNEN,
    BERG,
    LUND,
    STADEN,
    SJO,
    FJALL,
    TORGET,
    GARD,
    EK,
    KANALEN,
    HOLM,
    SLOTT,
    ADAL,
    TORP,
    PARKEN,
    ALV,
    SKOG,
    BRUNN,
    UDDE,
)
"""The schools whose course follows the school year, as `course` tells it."""

SCHOOLS = (*TWELVE, *CITY)
"""The schools with a programme, one each."""

NEIGHBOURS = tuple(
    School(f"010001{number:02d}", name, form)
    for number, (name, form) in enumerate(
        (
            ("Granexemplets skola", GR),
            ("Lindexemplets skola", GR),
            ("Källexemplets skola", GR),
            ("Parkexemplets skola", GR),
            ("Västra Exempelskolan", GR),
            ("Exempelstads vuxengymnasium", GY),
        ),
        start=1,
    )
)
"""Schools in the register that no programme is about."""


def write_register(path: Path) -> None:
    """Write the register file: the details of planned educations v4, one unit a line."""
    known = [school for school in (*SCHOOLS, *NEIGHBOURS) if school.registered]
    lines = (json.dumps(line, ensure_ascii=False) for line in _responses(known))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _responses(schools: Iterable[School]) -> Iterable[dict[str, object]]:
    for school in schools:
        yield {
            "fetched_at": FETCHED_AT,
            "url": f"https://api.skolverket.se/planned-educations/v4/school-units/{school.code}",
            "body": {
                "code": school.code,
                "name": school.name,
                "geographicalAreaCode": MUNICIPALITY,
                "organisationRegistryNumber": ORGANIZER_NUMBER,
                "principalOrganizerType": "Kommunal",
                "corporationName": ORGANIZER,
                "typeOfSchooling": [{"code": school.form.value.lower()}],
                "abroadSchool": False,
            },
        }
