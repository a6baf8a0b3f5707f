"""Development areas are merged into one that remains."""

from collections.abc import Iterable, Iterator
from typing import Annotated
from uuid import UUID

from pydantic import Field

from ksbs.domain.analysis.areas import require_area
from ksbs.domain.analysis.start import AnalysisEvent
from ksbs.domain.command import ProgrammeCommand
from ksbs.domain.programme import Programme
from ksbs.domain.replacing import replace
from ksbs.domain.rule import Advisory, RuleBroken
from ksbs.domain.state import Area
from ksbs.domain.told import Told
from ksbs.domain.words import Model, Role


class AreaMergedIntoItself(RuleBroken):
    """The area “{title}” ({area}) is the one that remains, so it is not merged away."""

    sv = "Området ”{title}” ({area}) är det som blir kvar och slås inte samman med sig."


class AreaNamedTwice(RuleBroken):
    """The area “{title}” ({area}) is named twice among those merged away; once is
    enough.
    """

    sv = (
        "Området ”{title}” ({area}) nämns två gånger bland dem som går upp i ett annat; "
        "en gång räcker."
    )


class LiveGoalsOnMergedArea(RuleBroken):
    """Goals stand on the area “{title}”, which would be merged away: {goals}; withdraw
    them first, and set anew on the area that remains those that are to go on.
    """

    sv = (
        "Det finns mål för området ”{title}”, som skulle gå upp i ett annat: {goals}; dra "
        "tillbaka dem först och sätt på nytt, i det område som blir kvar, dem som ska "
        "fortsätta gälla."
    )


class PriorityMergedAway(Advisory):
    """The area “{title}” held rank {rank} and is merged into “{into}”, which is not
    prioritised; prioritise that one if it is to be worked on.
    """

    sv = (
        "Området ”{title}” hade rang {rank} och går upp i ”{into}”, som inte är "
        "prioriterat; prioritera det om man ska arbeta med det."
    )


class _Merging(Model):
    into: UUID
    """The area that remains. / Området som blir kvar."""
    from_areas: Annotated[tuple[UUID, ...], Field(min_length=1, max_length=100)]
    """The areas that are merged into it and stand no longer for themselves. / Områdena
    som går upp i det och inte längre står för sig.
    """


class AreasMerged(_Merging, AnalysisEvent):
    """Development areas go up in another, with their causes and without their ranks."""

    stored_as = "analysis.areas-merged.v1"
    sv = "Utvecklingsområden sammanslagna"
    en = "Areas merged"

    def rules(self, programme: Programme) -> None:
        """Merge areas that stand, each once, none into itself or with a live goal."""
        super().rules(programme)
        for ref in (self.into, *self.from_areas):
            require_area(self, programme, ref)
        for index, area in enumerate(self._merged(programme)):
            if area.area_id == self.into:
                raise AreaMergedIntoItself(title=area.title, area=area.area_id)
            if area.area_id in self.from_areas[:index]:
                raise AreaNamedTwice(title=area.title, area=area.area_id)
            _refuse_live_goals(programme, area)

    def advise(self, state: Programme) -> Iterable[Advisory]:
        """Point at priorities that the area that remains does not take over."""
        into = state.areas[self.into]
        if into.rank is not None:
            return
        for area in self._merged(state):
            if area.rank is not None:
                yield PriorityMergedAway(
                    title=area.title, rank=area.rank, into=into.title
                )

    def evolve(self, state: Programme) -> Programme:
        """Hand the causes over, and take the ranks of those that are merged away."""
        areas, mergers = state.areas, state.facet(AreaMergers)
        causes = (areas[ref].cause_refs for ref in (self.into, *self.from_areas))
        every = dict.fromkeys(cause for refs in causes for cause in refs)
        for ref in self.from_areas:
            areas = areas.change(ref, self._go_up)
            mergers = mergers.adding(ref, self)
        areas = areas.change(self.into, lambda a: replace(a, cause_refs=tuple(every)))
        return replace(state.keeping(mergers), areas=areas)

    def _merged(self, programme: Programme) -> Iterator[Area]:
        return (programme.areas[ref] for ref in self.from_areas)

    def _go_up(self, area: Area) -> Area:
        return replace(
            area,
            rank=None,
            expected_effect="",
            prioritised_on=None,
            merged_into=self.into,
        )


class AreaMergers(Told[UUID, AreasMerged]):
    """When each area went up in another."""


class MergeAreas(_Merging, ProgrammeCommand):
    """Merge development areas into one that remains."""

    noun = "area-mergers"
    records = AreasMerged
    by = (Role.PRINCIPAL,)
    sv = "Slå samman utvecklingsområden till ett som blir kvar."
    example = {
        "into": "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c44",
        "fromAreas": ["0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c45"],
    }


def _refuse_live_goals(programme: Programme, area: Area) -> None:
    goals = programme.goals.where(area_id=area.area_id, live=True)
    standing = ", ".join(str(goal.goal_id) for goal in goals)
    if standing:
        raise LiveGoalsOnMergedArea(title=area.title, goals=standing)
