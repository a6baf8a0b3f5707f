"""Views of programmes at any pair: from the read models where they have come that far."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from ksbs.application.actor import Actor
from ksbs.application.history import History, as_of_programme
from ksbs.application.projection import PROGRAMMES, Projection
from ksbs.application.refusals import NotFound
from ksbs.application.swedish import swedish_key
from ksbs.application.trail_index import TrailIndex
from ksbs.application.view import AsOf, ProgrammeView, programme_view
from ksbs.application.views import RowSource
from ksbs.application.views_folding import FoldedProgramme
from ksbs.application.views_milestones import Milestone, milestones
from ksbs.application.views_rows import (
    Cells,
    RowDifferences,
    Segment,
    differences,
)
from ksbs.application.views_seeing import sees
from ksbs.application.views_told import ToldProgramme
from ksbs.domain.event import Entry
from ksbs.domain.kinds import Status

PORTFOLIO = "programme_status"
"""The read model that says of every programme where it stands."""


@dataclass(frozen=True, slots=True)
class Lane:
    """What one read model says of a programme, from when until when."""

    projection: Projection
    segments: Sequence[Segment]


@dataclass(frozen=True, slots=True)
class Timeline:
    """A programme from its nomination up to a day, as known at an instant."""

    programme: ProgrammeView
    milestones: Sequence[Milestone]
    lanes: Sequence[Lane]


@dataclass(frozen=True, slots=True)
class Listed:
    """Some of the programmes that were asked for, and how many there are in all."""

    total: int
    views: Sequence[ProgrammeView]


class _Found(NamedTuple):
    """A programme of the list: what is asked about it, and what it is sorted by."""

    programme_id: UUID
    school_unit_code: str
    school_name: str
    status: str


@dataclass
class Views:
    """Answers for any pair of times, for those who may see the programme.

    `source` is None where no read models are kept: then everything is folded.
    """

    history: History
    projections: Mapping[str, Projection]
    source: RowSource | None = None
    index: TrailIndex | None = None

    def of_programmes(self, names: Iterable[str] | None = None) -> list[Projection]:
        """Give the read models about programmes, or those of these names, by name."""
        about = {
            name: each
            for name, each in sorted(self.projections.items())
            if each.about == PROGRAMMES
        }
        return [about[name] for name in sorted(set(about if names is None else names))]

    def programmes(
        self,
        *,
        as_of: AsOf,
        actor: Actor,
        status: Status | None = None,
        school_unit_code: str | None = None,
        cut: slice = slice(None),
    ) -> Listed:
        """Show the programmes that the actor may see, by school in Swedish order.

        The read model says which there are; the log says what they look like, of those
        that are shown only.
        """
        found = self._portfolio(as_of)
        if found is None:
            return self._folded(as_of, actor, status, school_unit_code, cut)
        asked = [
            each
            for each in found
            if status in (None, each.status)
            and school_unit_code in (None, each.school_unit_code)
        ]
        may_see = sees(
            actor, history=self.history, units=self._units_now, index=self.index
        )
        seen = sorted(
            (each for each in asked if may_see(each.programme_id)),
            key=lambda each: (swedish_key(each.school_name), str(each.programme_id)),
        )
        views = [self._view(each.programme_id, as_of) for each in seen[cut]]
        shown = [view for view in views if view is not None]
        if len(shown) < len(views):
            # The read model shows what the log does not: believe the log.
            return self._folded(as_of, actor, status, school_unit_code, cut)
        return Listed(len(seen), shown)

    def timeline(
        self,
        programme_id: UUID,
        *,
        as_of: AsOf,
        actor: Actor,
        names: Iterable[str] | None = None,
    ) -> Timeline:
        """Show what held of a programme from when until when, up to a day.

        Raises:
            NotFound: if there is no such programme, or it was not nominated then.
            Forbidden: if the actor may not look at it.
        """
        entries = self.history.stream(programme_id, actor=actor)
        told = self._told(programme_id, entries, as_of)
        view = told.view()
        if view is None:
            raise NotFound("programme", programme_id)
        return Timeline(
            view,
            milestones(told.folded.until(as_of.valid_at)),
            [Lane(each, told.segments(each)) for each in self.of_programmes(names)],
        )

    def differences(
        self,
        programme_id: UUID,
        *,
        first: AsOf,
        second: AsOf,
        actor: Actor,
        names: Iterable[str] | None = None,
    ) -> list[RowDifferences]:
        """Show what changed of a programme from one pair to another.

        Raises:
            NotFound: if there is no such programme, or it was nominated at neither.
            Forbidden: if the actor may not look at it.
        """
        entries = self.history.stream(programme_id, actor=actor)
        before, after = (
            self._told(programme_id, entries, pair) for pair in (first, second)
        )
        if before.view() is None and after.view() is None:
            raise NotFound("programme", programme_id)
        return [
            differences(each, before.rows(each), after.rows(each))
            for each in self.of_programmes(names)
        ]

    def _told(
        self, programme_id: UUID, entries: Sequence[Entry], as_of: AsOf
    ) -> ToldProgramme:
        source, position = self.source, as_of.position
        able = source.able(programme_id, position=position) if source else frozenset()
        folded = FoldedProgramme(entries, position=position)
        return ToldProgramme(programme_id, as_of, folded, source, able)

    def _existing(
        self, programme_id: UUID, entries: Sequence[Entry], as_of: AsOf
    ) -> ProgrammeView | None:
        programme = as_of_programme(
            entries, position=as_of.position, valid_at=as_of.valid_at
        )
        return programme_view(programme, programme_id=programme_id, as_of=as_of)

    def _portfolio(self, as_of: AsOf) -> list[_Found] | None:
        """Give every programme at a pair by the read model, None if it cannot say."""
        projection = self.projections.get(PORTFOLIO)
        if self.source is None or projection is None:
            return None
        rows = self.source.rows(
            projection, valid_at=as_of.valid_at, position=as_of.position
        )
        if rows is None:
            return None
        held_back = self.source.held_back(projection, position=as_of.position)
        found = [_found(row) for row in rows if row["programme_id"] not in held_back]
        for programme_id in held_back:
            entries = self.history.store.stream(programme_id)
            view = self._existing(programme_id, entries, as_of)
            found += [_found_by(view)] if view is not None else []
        return found

    def _view(self, programme_id: UUID, as_of: AsOf) -> ProgrammeView | None:
        entries = self.history.store.stream(programme_id)
        return self._existing(programme_id, entries, as_of)

    def _units_now(self) -> dict[UUID, str]:
        """Give the unit of every programme as all facts known now say."""
        now = self.history.resolve().model_copy(update={"valid_at": date.max})
        return {f.programme_id: f.school_unit_code for f in self._portfolio(now) or ()}

    def _folded(
        self,
        as_of: AsOf,
        actor: Actor,
        status: Status | None,
        school_unit_code: str | None,
        cut: slice,
    ) -> Listed:
        views = [
            view
            for view in self.history.programmes(as_of=as_of, actor=actor)
            if status in (None, view.status)
            and school_unit_code in (None, view.school_unit_code)
        ]
        return Listed(len(views), views[cut])


def _found(row: Cells) -> _Found:
    return _Found(
        row["programme_id"],
        row["school_unit_code"],
        row["school_name"],
        row["status"],
    )


def _found_by(view: ProgrammeView) -> _Found:
    return _Found(
        view.programme_id, view.school_unit_code, view.school_name, view.status
    )
