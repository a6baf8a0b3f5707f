"""Who appears in the tests of the domain, and when: the same ids and days everywhere."""

from datetime import date
from uuid import UUID

from ksbs.domain.roles import Directory, RoleHeld
from ksbs.domain.words import Role

UNIT = "01234567"


def an_id(number: int) -> UUID:
    """Give the UUIDv7 of that number: the same number, the same id."""
    return UUID(f"0197a3c2-5b1e-7c44-9d21-{number:012x}")


CHIEF, PRINCIPAL, PROCESS_SUPPORTER, ANALYST, LEADER, KEY_PERSON = map(
    an_id, range(1, 7)
)
OFFICER, REGISTRAR, DEPARTMENT, PARTNER = map(an_id, range(7, 11))
NEXT_CHIEF, NEXT_PRINCIPAL, STRANGER = map(an_id, range(11, 14))
EVIDENCE, PROBLEM, CAUSE, AREA, SECOND_AREA = map(an_id, range(21, 26))
"""SECOND_AREA is identified wherever AREA is, and never prioritised by a stage."""

DECISION = an_id(29)
"""The decision to take part, wherever it has been taken."""

NOMINATED = date(2024, 1, 15)
OFFERED = date(2024, 1, 22)
DECIDED = date(2024, 2, 12)
STARTED = date(2024, 8, 19)
STAFFED = date(2024, 8, 20)
ANALYSING = date(2024, 9, 2)
FIRST_SESSION = date(2024, 9, 10)
IDENTIFIED = date(2024, 12, 2)
PRIORITISED = date(2024, 12, 9)
ESTABLISHED = date(2025, 1, 20)
DAY = date(2025, 1, 27)
"""After every stage: the day on which `when` happens unless it says otherwise."""

ACTORS = {
    Role.CHIEF: CHIEF,
    Role.PRINCIPAL: PRINCIPAL,
    Role.PROCESS_SUPPORTER: PROCESS_SUPPORTER,
    Role.ANALYST: ANALYST,
    Role.WORKING_GROUP: KEY_PERSON,
    Role.PROGRAMME_OFFICE: OFFICER,
    Role.REGISTRAR: REGISTRAR,
    Role.SUPPORT_DEPARTMENT: DEPARTMENT,
    Role.EXTERNAL_PARTNER: PARTNER,
}

DIRECTORY = Directory.of(
    RoleHeld(person, role, UNIT, None, first_day)
    for person, role, first_day in (
        (CHIEF, Role.CHIEF, date(2020, 8, 1)),
        (PRINCIPAL, Role.PRINCIPAL, date(2020, 8, 1)),
        (NEXT_CHIEF, Role.CHIEF, DAY),
        (NEXT_PRINCIPAL, Role.PRINCIPAL, DAY),
    )
)
"""NEXT_CHIEF and NEXT_PRINCIPAL hold their roles from DAY on."""
