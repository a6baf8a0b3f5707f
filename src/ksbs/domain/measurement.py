"""Published figures: the raw text as it stood, how to read it, and the number if any."""

from typing import Annotated, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from ksbs.domain.identity_number import refuse_identity_numbers
from ksbs.domain.kinds import NumberKind
from ksbs.domain.words import Line, Model

_LIMIT = 1e12

Number = Annotated[float, Field(ge=-_LIMIT, le=_LIMIT, allow_inf_nan=False)]
"""A finite number, at most a trillion either way."""

Kronor = Annotated[int, Field(ge=0, le=1_000_000_000)]
"""An amount in whole Swedish kronor."""

Raw = Annotated[
    str,
    StringConstraints(max_length=200, pattern=r"^[^\x00-\x1f\x7f]*$"),
    AfterValidator(refuse_identity_numbers),
]
"""A figure exactly as published, such as "87,5", "~100" or ".."; may be empty."""

_READABLE = (NumberKind.EXACT, NumberKind.APPROXIMATE)


class Measured(Model):
    """The value of an indicator for a period, as published. / Ett nyckeltals värde för en
    period, som det publicerats.
    """

    indicator: Line
    """The indicator's name in its source. / Nyckeltalets namn i sin källa."""
    period: Line
    """The school year, year or term it is for, as the source writes it: "2024/25". /
    Läsåret, året eller terminen det gäller, som källan skriver det: ”2024/25”.
    """
    raw: Raw
    """The value exactly as published. / Värdet precis som det publicerats."""
    kind: NumberKind
    """How the published value is to be read. / Hur det publicerade värdet ska läsas."""
    number: Number | None = None
    """The value as a number: given when it is exact or approximate, else left out. /
    Värdet som tal: anges när det är exakt eller ungefärligt, utelämnas annars.
    """

    @model_validator(mode="after")
    def _number_goes_with_kind(self) -> Self:
        if (self.number is not None) != (self.kind in _READABLE):
            message = (
                "number is given for the kinds exact and approximate, and no other"
            )
            raise ValueError(message)
        return self
