"""The selection at a moment on both time axes: rounds, and schools side by side.

Slow and right, as `history`: every answer is folded from the streams.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from ksbs.application import policy, selected, streams
from ksbs.application.actor import Actor
from ksbs.application.candidates import School, candidate, in_order
from ksbs.application.history import as_of_programme
from ksbs.application.indicators import UnitIndicators, unit_indicators
from ksbs.application.ports import EventStore
from ksbs.application.refusals import NotFound
from ksbs.application.school_units import SchoolUnits
from ksbs.application.selection_view import (
    CandidateView,
    CriteriaView,
    NominationCounts,
    SelectionRoundView,
)
from ksbs.application.view import AsOf
from ksbs.domain.kinds import SchoolForm, Status
from ksbs.domain.programme import Programme
from ksbs.domain.selection.national_programme import NationalProgramme
from ksbs.domain.selection.round import CriteriaVersion, Round
from ksbs.domain.units import SchoolUnit


@dataclass(frozen=True, slots=True)
class Candidates:
    """The schools of a round's form, and the criteria that they are seen by.

    `criteria` is None while none have been set; `schools` are by name in Swedish order.
    """

    criteria: CriteriaVersion | None
    schools: Sequence[School]

    def shown(self, schools: Iterable[School]) -> tuple[CandidateView, ...]:
        """Show some of them, side by side."""
        return tuple(candidate(school, criteria=self.criteria) for school in schools)


@dataclass(frozen=True, slots=True)
class Selection:
    """Shows the selection to those who may look."""

    store: EventStore

    def rounds(self, *, as_of: AsOf, actor: Actor) -> list[SelectionRoundView]:
        """Show the rounds that had been opened by then, the latest first.

        Raises:
            Forbidden: if the actor may not look at the selection.
        """
        _require(actor)
        nominated = self._nominated(as_of)
        found = [
            each
            for form in SchoolForm
            for each in selected.rounds(
                self.store, form, valid_at=as_of.valid_at, position=as_of.position
            )
        ]
        found.sort(key=lambda r: (r.opens_on, r.school_form), reverse=True)
        return [_view(each, nominated=nominated, as_of=as_of) for each in found]

    def round(self, round_id: UUID, *, as_of: AsOf, actor: Actor) -> SelectionRoundView:
        """Show one round.

        Raises:
            Forbidden: if the actor may not look at the selection.
            NotFound: if no such round had been opened by then.
        """
        _require(actor)
        found = self._found(round_id, as_of=as_of)
        return _view(found, nominated=self._nominated(as_of), as_of=as_of)

    def candidates(self, round_id: UUID, *, as_of: AsOf, actor: Actor) -> Candidates:
        """Set the schools of a round's form side by side, by its criteria.

        Raises:
            Forbidden, NotFound: as `round`.
        """
        _require(actor)
        found = self._found(round_id, as_of=as_of)
        criteria = found.versions[-1] if found.versions else None
        schools = self._schools(round_id, as_of=as_of, actor=actor)
        return Candidates(criteria, in_order(schools, form=found.school_form))

    def _found(self, round_id: UUID, *, as_of: AsOf) -> Round:
        found = selected.selection_round(
            self.store, round_id, valid_at=as_of.valid_at, position=as_of.position
        )
        if found is None:
            raise NotFound("selection round", round_id)
        return found

    def _nominated(self, as_of: AsOf) -> list[Programme]:
        """Give the programmes that had been nominated by then."""
        every = (
            as_of_programme(entries, position=as_of.position, valid_at=as_of.valid_at)
            for entries in self.store.streams(streams.PROGRAMME).values()
        )
        return [programme for programme in every if programme.nomination is not None]

    def _schools(
        self, round_id: UUID, *, as_of: AsOf, actor: Actor
    ) -> Iterator[School]:
        """Give every school that the register, the figures or a nomination knows."""
        day, position = as_of.valid_at, as_of.position
        register = SchoolUnits(self.store)
        units = {
            unit.code: unit
            for unit in register.every(valid_at=day, position=position, actor=actor)
        }
        figures = unit_indicators(self.store, valid_at=day, position=position)
        programmes: dict[str, list[Programme]] = {}
        for programme in self._nominated(as_of):
            programmes.setdefault(programme.unit, []).append(programme)
        notes = self.store.streams(streams.NATIONAL_PROGRAMME)
        for code in sorted({*units, *figures, *programmes}):
            noted = notes.get(streams.national_programme_stream(code), ())
            yield _school(
                code,
                unit=units.get(code),
                figures=figures.get(code),
                programmes=programmes.get(code, ()),
                round_id=round_id,
                national=selected.national_programme_of(
                    noted, valid_at=day, position=position
                ),
            )


def _require(actor: Actor) -> None:
    verdict = policy.may_read(actor, policy.Read.SELECTION, relations=())
    policy.require(verdict, action=policy.Read.SELECTION.value, role=actor.role)


def _school(  # noqa: PLR0913  # What each source knows of the school, all named.
    code: str,
    *,
    unit: SchoolUnit | None,
    figures: UnitIndicators | None,
    programmes: Sequence[Programme],
    round_id: UUID,
    national: NationalProgramme,
) -> School:
    nominations = [p.nomination for p in programmes if p.nomination is not None]
    return School(
        code=code,
        described=unit,
        nominated=nominations[-1] if nominations else None,
        figures=figures.latest if figures else {},
        nominated_in_round=any(n.selection_round_id == round_id for n in nominations),
        open_programme=any(programme.open for programme in programmes),
        national_programme=national,
    )


def _view(
    found: Round, *, nominated: Sequence[Programme], as_of: AsOf
) -> SelectionRoundView:
    return SelectionRoundView(
        round_id=found.round_id,
        school_form=found.school_form,
        school_year=found.school_year,
        criteria=found.criteria,
        opens_on=found.opens_on,
        closes_on=found.closes_on,
        open=found.open_on(as_of.valid_at),
        criteria_versions=tuple(_criteria(version) for version in found.versions),
        nominations=_counts(
            [
                programme
                for programme in nominated
                if programme.nomination is not None
                and programme.nomination.selection_round_id == found.round_id
            ]
        ),
        as_of=as_of,
    )


def _criteria(version: CriteriaVersion) -> CriteriaView:
    return CriteriaView(
        version=version.version,
        set_on=version.on,
        indicators=version.indicators,
        thresholds=version.thresholds,
        period=version.period,
        rationale=version.rationale,
    )


def _counts(nominated: Sequence[Programme]) -> NominationCounts:
    ended = Counter(p.ending.status for p in nominated if p.ending is not None)
    decided = sum(1 for programme in nominated if programme.decision is not None)
    outcomes = {
        "withdrawn": ended[Status.WITHDRAWN],
        "declined": ended[Status.DECLINED],
        "rejected": ended[Status.REJECTED],
        "decided": decided,
    }
    return NominationCounts(
        nominated=len(nominated),
        undecided=len(nominated) - sum(outcomes.values()),
        **outcomes,
    )
