"""The person that each role's token speaks for in development.

Apart from the issuer, because its cryptography takes long to import and whoever only
wants to know the person needs none of it.
"""

from uuid import NAMESPACE_DNS, UUID, uuid5

from ksbs.domain.words import Role

PERSONS = uuid5(NAMESPACE_DNS, "development-issuer.ksbs.invalid")
"""The namespace in which each role's default person is made."""


def default_person(role: Role) -> UUID:
    """Give the person that a role's token speaks for when none is named."""
    return uuid5(PERSONS, role.value)
