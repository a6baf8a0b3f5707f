"""Development areas are identified and prioritised."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from ksbs.domain.analysis.causes import require_cause
from ksbs.domain.analysis.start import AnalysisEvent
from ksbs.domain.command import ProgrammeCommand
from ksbs.domain.event import NewId
from ksbs.domain.kinds import Verdict
from ksbs.domain.programme import Programme
from ksbs.domain.replacing import replace
from ksbs.domain.rule import RuleBroken
from ksbs.domain.told import Told
from ksbs.domain.words import Line, Model, Role, Text


class AreaAlreadyIdentified(RuleBroken):
    """An area with the title {title} is already identified: {area}."""

    sv = "Ett utvecklingsområde med rubriken {title} är redan identifierat: {area}."


class NoCauseHolds(RuleBroken):
    """An area rests on at least one cause that the test has not ruled out; all of
    {causes} are not supported.
    """

    sv = (
        "Ett utvecklingsområde vilar på minst en orsak som prövningen inte avfärdat; "
        "ingen av {causes} får stöd."
    )


class AreaNotIdentified(RuleBroken):
    """There is no development area {area} on {on}; an area is identified before it is
    prioritised.
    """

    sv = (
        "Det finns inget utvecklingsområde {area} den {on}; ett område identifieras "
        "innan det prioriteras."
    )


class AreaMergedAway(RuleBroken):
    """The area “{title}” ({area}) was merged into {into}; name that one instead."""

    sv = "Området ”{title}” ({area}) har gått upp i {into}; ange det i stället."


class RankTaken(RuleBroken):
    """Two areas cannot share a rank: “{title}” ({area}) holds rank {rank}."""

    sv = "Två områden kan inte dela rang: ”{title}” ({area}) har rang {rank}."


class RankUnchanged(RuleBroken):
    """The area “{title}” already holds rank {rank}; nothing would change."""

    sv = "Området ”{title}” har redan rang {rank}; inget skulle ändras."


class AreaNotRanked(RuleBroken):
    """The area “{title}” is not prioritised on {on}, so its priority cannot be taken
    away.
    """

    sv = "Området ”{title}” är inte prioriterat den {on} och kan inte nedprioriteras."


class LiveGoalsOnArea(RuleBroken):
    """Goals stand on the area “{title}”: {goals}; withdraw them first."""

    sv = "Det finns mål för området ”{title}”: {goals}; dra tillbaka dem först."


class _IdentifyingArea(Model):
    title: Line
    """What the area is called, once among the programme's areas. / Vad området kallas;
    en gång bland omgångens områden.
    """
    description: Text
    """What the area is about. / Beskrivning av vad området handlar om."""
    cause_refs: Annotated[tuple[UUID, ...], Field(min_length=1, max_length=100)]
    """The causes the area is to do something about. / Orsakerna som området ska göra
    något åt.
    """


class AreaIdentified(_IdentifyingArea, AnalysisEvent):
    """A development area is identified."""

    stored_as = "analysis.area-identified.v1"
    sv = "Utvecklingsområde identifierat"
    en = "Area identified"

    area_id: NewId
    """The id that the development area was given. / Det id som utvecklingsområdet fick.
    """

    def rules(self, programme: Programme) -> None:
        """Rest on causes that exist, one of them not ruled out; be named once."""
        super().rules(programme)
        for ref in self.cause_refs:
            require_cause(self, programme, ref)
        verdicts = [programme.causes[ref].verdict for ref in self.cause_refs]
        if all(verdict is Verdict.NOT_SUPPORTED for verdict in verdicts):
            raise NoCauseHolds(causes=", ".join(map(str, self.cause_refs)))
        for same in programme.areas.where(title=self.title):
            raise AreaAlreadyIdentified(title=self.title, area=same.area_id)

    def evolve(self, state: Programme) -> Programme:
        """Bring the area into the world, with any priority already given."""
        areas = state.areas.change(
            self.area_id,
            lambda a: replace(
                a,
                title=self.title,
                description=self.description,
                cause_refs=self.cause_refs,
                identified_on=self.occurred_on,
                born=True,
            ),
        )
        return replace(state, areas=areas)


class IdentifyArea(_IdentifyingArea, ProgrammeCommand):
    """Identify a development area."""

    noun = "areas"
    records = AreaIdentified
    by = (Role.WORKING_GROUP,)
    sv = "Identifiera ett utvecklingsområde."
    example = {
        "title": "Resonerande undervisning i matematik",
        "description": "Eleverna får varje vecka förklara och pröva lösningar.",
        "causeRefs": ["0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c43"],
    }


class _Prioritising(Model):
    area_id: UUID
    """The development area that is prioritised. / Utvecklingsområdet som prioriteras.
    """
    rank: Annotated[int, Field(ge=1, le=99)]
    """1 comes first; no two areas share a rank. / 1 kommer först; inga två områden
    delar rang.
    """
    reasons: Text
    """Why the area is prioritised. / Skälen till att området prioriteras."""
    expected_effect: Text
    """The effect on results that is expected. / Den effekt på resultaten som väntas."""
    within_influence: bool
    """True if the school can bring it about itself. / Sant om skolan kan åstadkomma det
    själv.
    """


class AreaPrioritised(_Prioritising, AnalysisEvent):
    """A development area is prioritised, for its expected effect on results."""

    stored_as = "analysis.area-prioritised.v1"
    sv = "Utvecklingsområde prioriterat"
    en = "Area prioritised"

    def rules(self, programme: Programme) -> None:
        """Prioritise what is identified, at a rank that is free."""
        super().rules(programme)
        require_area(self, programme, self.area_id)
        for holder in programme.areas.where(rank=self.rank):
            if holder.area_id == self.area_id:
                raise RankUnchanged(title=holder.title, rank=self.rank)
            raise RankTaken(title=holder.title, area=holder.area_id, rank=self.rank)

    def evolve(self, state: Programme) -> Programme:
        """Give the area its rank."""
        areas = state.areas.change(
            self.area_id,
            lambda a: replace(
                a,
                rank=self.rank,
                expected_effect=self.expected_effect,
                prioritised_on=self.occurred_on,
            ),
        )
        told = state.facet(AreaPriorities).adding(self.area_id, self)
        return state.keeping(told, areas=areas)


class AreaPriorities(Told[UUID, AreaPrioritised]):
    """Every rank that each area was given, with the reasons."""


class PrioritiseArea(_Prioritising, ProgrammeCommand):
    """Prioritise a development area, or give a prioritised one another rank."""

    noun = "area-priorities"
    records = AreaPrioritised
    by = (Role.PRINCIPAL, Role.WORKING_GROUP)
    sv = "Prioritera ett utvecklingsområde, eller ge ett prioriterat en annan rang."
    example = {
        "areaId": "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c44",
        "rank": 1,
        "reasons": "Matematik hindrar flest elever från att bli behöriga.",
        "expectedEffect": "Andelen godkända i matematik stiger till 85 procent.",
        "withinInfluence": True,
    }


class _Deprioritising(Model):
    area_id: UUID
    """The development area that is no longer prioritised. / Utvecklingsområdet som inte
    längre prioriteras.
    """
    reason: Text
    """Why the area is no longer prioritised. / Skälet till att området nedprioriteras.
    """


class AreaDeprioritised(_Deprioritising, AnalysisEvent):
    """A development area is no longer prioritised."""

    stored_as = "analysis.area-deprioritised.v1"
    sv = "Utvecklingsområde nedprioriterat"
    en = "Area deprioritised"

    def rules(self, programme: Programme) -> None:
        """Take the rank of a prioritised area on which no goal stands."""
        super().rules(programme)
        require_area(self, programme, self.area_id)
        area = programme.areas[self.area_id]
        if area.rank is None:
            raise AreaNotRanked(title=area.title, on=self.occurred_on)
        goals = programme.goals.where(area_id=self.area_id, live=True)
        standing = ", ".join(str(goal.goal_id) for goal in goals)
        if standing:
            raise LiveGoalsOnArea(title=area.title, goals=standing)

    def evolve(self, state: Programme) -> Programme:
        """Take the area's rank."""
        areas = state.areas.change(
            self.area_id,
            lambda a: replace(a, rank=None, expected_effect="", prioritised_on=None),
        )
        told = state.keeping(
            state.facet(AreaDeprioritisations).adding(self.area_id, self)
        )
        return replace(told, areas=areas)


class AreaDeprioritisations(Told[UUID, AreaDeprioritised]):
    """Every time the rank of each area was taken, with the reason."""


class DeprioritiseArea(_Deprioritising, ProgrammeCommand):
    """Take a development area off the priorities."""

    noun = "area-deprioritisations"
    records = AreaDeprioritised
    by = (Role.PRINCIPAL, Role.WORKING_GROUP)
    sv = "Ta bort ett utvecklingsområde från prioriteringen."
    example = {
        "areaId": "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c44",
        "reason": "Ingår i arbetet med ett annat område.",
    }


def require_area(event: AnalysisEvent, programme: Programme, ref: UUID) -> None:
    """Raise a rule unless `ref` names an area that is identified and not merged away."""
    if ref not in programme.areas:
        raise AreaNotIdentified(area=ref, on=event.occurred_on)
    area = programme.areas[ref]
    if area.merged_into is not None:
        raise AreaMergedAway(title=area.title, area=ref, into=area.merged_into)
