"""Once a year, chief and principal look together at whether the school is on track."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from ksbs.domain.command import ProgrammeCommand
from ksbs.domain.event import ProgrammeEvent
from ksbs.domain.followup.participants import Participants
from ksbs.domain.kinds import Capacity
from ksbs.domain.programme import Programme
from ksbs.domain.rule import Advisory, RuleBroken
from ksbs.domain.standing import require_started
from ksbs.domain.words import Model, Role, Text

YEARS_OF_A_PROGRAMME = 3


class AnnualReviewAlreadyHeld(RuleBroken):
    """The annual review of year {year} was already held on {on}; each year has one."""

    sv = "Årsavstämningen för år {year} hölls redan den {on}; varje år har en."


class CapacityMissingFromReview(RuleBroken):
    """None of those who took part held the role {capacity.en} for the school unit
    {unit} on {on}, as the directory now knows it; chief and principal both take part
    in an annual review.
    """

    sv = (
        "Ingen av deltagarna hade enligt katalogen rollen {capacity.sv} för skolenheten "
        "{unit} den {on}; grundskolechef/områdeschef och rektor deltar båda i en "
        "årsavstämning."
    )


class ReviewMeasureMissing(RuleBroken):
    """Year {year} is not on track: name at least one measure that was agreed."""

    sv = "År {year} går inte enligt plan: ange minst en åtgärd som ni enades om."


class AnnualReviewOutOfOrder(Advisory):
    """The annual review of year {year} is held out of order: year {expected} was
    next.
    """

    sv = "Årsavstämningen för år {year} hålls i annan ordning: år {expected} stod på tur."


@dataclass(frozen=True)
class AnnualReview:
    """What one year's review came to."""

    on: date
    year: int
    on_track: bool
    measures: tuple[str, ...] = ()
    participants: tuple[UUID, ...] = ()


@dataclass(frozen=True)
class AnnualReviews:
    """The reviews of the programme, in the order in which they were held."""

    held: tuple[AnnualReview, ...] = ()


class _HoldingAnnualReview(Model):
    year: Annotated[int, Field(ge=1, le=YEARS_OF_A_PROGRAMME)]
    """The year of the programme that it is for: 1, 2 or 3. / Det år i omgången som det
    gäller: 1, 2 eller 3.
    """
    participants: Participants
    """Who took part; a chief and a principal of the school among them. / Vilka som
    deltog; en grundskolechef/områdeschef och en rektor för skolan bland dem.
    """
    on_track: bool
    """True if the work goes as planned. / Sant om arbetet går enligt plan."""
    measures: tuple[Text, ...] = ()
    """What was agreed to do; at least one if the work is not on track. / Vad man enades
    om att göra; minst en åtgärd om arbetet inte går enligt plan.
    """


class AnnualReviewHeld(_HoldingAnnualReview, ProgrammeEvent):
    """Chief and principal review a year of the programme."""

    stored_as = "followup.annual-review-held.v1"
    sv = "Årsavstämning genomförd"
    en = "Annual review held"

    def rules(self, programme: Programme) -> None:
        """Review each year once, both present, with measures when off track."""
        require_started(programme, on=self.occurred_on)
        for review in programme.facet(AnnualReviews).held:
            if review.year == self.year:
                raise AnnualReviewAlreadyHeld(year=self.year, on=review.on)
        for capacity in Capacity:
            self._require_present(programme, capacity=capacity)
        if not self.on_track and not self.measures:
            raise ReviewMeasureMissing(year=self.year)

    def _require_present(self, programme: Programme, *, capacity: Capacity) -> None:
        role, unit, day = Role(capacity.value), programme.unit, self.occurred_on
        holds = programme.directory.holds
        if not any(holds(p, role=role, unit=unit, day=day) for p in self.participants):
            raise CapacityMissingFromReview(capacity=capacity, unit=unit, on=day)

    def advise(self, state: Programme) -> Iterable[Advisory]:
        """Warn when another year was next."""
        years = [review.year for review in state.facet(AnnualReviews).held]
        expected = max(years, default=0) + 1
        if self.year != expected:
            yield AnnualReviewOutOfOrder(year=self.year, expected=expected)

    def evolve(self, state: Programme) -> Programme:
        """Add the review."""
        review = AnnualReview(
            on=self.occurred_on,
            year=self.year,
            on_track=self.on_track,
            measures=self.measures,
            participants=self.participants,
        )
        earlier = state.facet(AnnualReviews).held
        return state.keeping(AnnualReviews((*earlier, review)))


class HoldAnnualReview(_HoldingAnnualReview, ProgrammeCommand):
    """Record the review of a year of the programme."""

    noun = "annual-reviews"
    records = AnnualReviewHeld
    by = (Role.CHIEF, Role.PRINCIPAL)
    sv = "Registrera en årsavstämning av omgången."
    example = {
        "year": 1,
        "participants": [
            "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c31",
            "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c33",
        ],
        "onTrack": False,
        "measures": ["Handledningen i matematik utökas till alla arbetslag."],
    }
