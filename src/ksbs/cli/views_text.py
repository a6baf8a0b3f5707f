"""Timelines and differences in words, one fact a line, so that they can be read aloud."""

from collections.abc import Iterator, Mapping

from pydantic import JsonValue

from ksbs.application.view import AsOf
from ksbs.cli.programme_text import moment_text
from ksbs.http.wire_differences import (
    ChangedRow,
    DifferenceCount,
    FieldDifference,
    ProgrammeDifferences,
    ViewDifferences,
)
from ksbs.http.wire_views import (
    Labels,
    NamedView,
    ProgrammeTimeline,
    ShownRow,
    ShownSegment,
    ViewTimeline,
    Wording,
)

_WIDTH_OF_DAYS = len("2026-01-01 to 2026-12-31")


def timeline_text(timeline: ProgrammeTimeline) -> str:
    """Describe a programme over time; of a row that goes on, what changed."""
    return "\n".join(_timeline(timeline))


def differences_text(differences: ProgrammeDifferences) -> str:
    """Describe what differs between two pairs of times."""
    return "\n".join(_differences(differences))


def _timeline(timeline: ProgrammeTimeline) -> Iterator[str]:
    yield f"{timeline.school_name} ({timeline.school_unit_code})"
    yield f"Programme {timeline.programme_id}"
    yield f"Until {as_of_text(timeline.as_of)}"
    yield from ("", "Milestones:")
    for milestone in timeline.milestones:
        led_to = f", now {milestone.status.en}" if milestone.status else ""
        decision = ", a decision" if milestone.decision else ""
        yield f"  {milestone.occurred_on}  {milestone.label.en}{led_to}{decision}"
    for view in timeline.views:
        if view.segments:
            yield from ("", f"{_heading(view)}:", *_lane(view))


def _lane(view: ViewTimeline) -> Iterator[str]:
    before: ShownSegment | None = None
    for segment in view.segments:
        goes_on = before is not None and before.key == segment.key
        if segment.key and not goes_on:
            yield f"  {_cells(segment.key, {})}"
        earlier = before.values if before is not None and goes_on else {}
        changed = {
            name: value
            for name, value in segment.values.items()
            if value != earlier.get(name)
        }
        said = (_changes if goes_on else _cells)(changed, segment.labels) or "held"
        yield f"    {_days(segment)}  {said}"
        before = segment


def _days(segment: ShownSegment) -> str:
    first, last = segment.first_day, segment.last_day
    said = f"{first} to {last}" if last else f"from {first}"
    return said.ljust(_WIDTH_OF_DAYS)


def _differences(found: ProgrammeDifferences) -> Iterator[str]:
    yield f"Programme {found.programme_id}"
    yield f"First:  {as_of_text(found.as_of)}"
    yield f"Second: {as_of_text(found.compared_to)}"
    yield from summary_lines(found.total, same_day=found.same_day)
    for view in found.views:
        yield from ("", f"{_heading(view)}:", *_rows(view))


def summary_lines(total: DifferenceCount, *, same_day: bool) -> Iterator[str]:
    """Say how much differs, and what that means if both pairs are of the same day."""
    if same_day:
        yield "The same day: what differs came to be known in between."
    if not (total.added or total.removed or total.changed):
        yield from ("", "Nothing differs.")
        return
    yield from (
        "",
        f"{total.added} added, {total.removed} removed, {total.changed} changed.",
    )


def _rows(view: ViewDifferences) -> Iterator[str]:
    for row in view.added:
        yield f"  + {_row(row)}"
    for row in view.removed:
        yield f"  - {_row(row)}"
    for changed in view.changed:
        yield from _changed(changed)


def _changed(changed: ChangedRow) -> Iterator[str]:
    yield f"  ~ {_cells(changed.key, changed.labels)}".rstrip()
    for each in changed.fields:
        yield f"      {_words(each.field)}: {_old(each)} → {_new(each)}"


def _old(each: FieldDifference) -> str:
    return _value(each.old, each.old_label)


def _new(each: FieldDifference) -> str:
    return _value(each.new, each.new_label)


def _row(row: ShownRow) -> str:
    parts = (_cells(row.key, row.labels), _cells(row.values, row.labels))
    return "; ".join(part for part in parts if part)


def _changes(cells: Mapping[str, JsonValue], labels: Labels) -> str:
    """Write what changed; what is there no longer too."""
    return ", ".join(
        f"{_words(name)} {_value(value, labels.get(name))}"
        for name, value in cells.items()
    )


def _cells(cells: Mapping[str, JsonValue], labels: Labels) -> str:
    return ", ".join(
        f"{_words(name)} {_value(value, labels.get(name))}"
        for name, value in cells.items()
        if value is not None and value != []
    )


def _value(value: JsonValue, label: Wording | None) -> str:
    if label is not None:
        return label.en
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(str(each) for each in value) or "nothing"
    return str(value)


def _words(name: str) -> str:
    """Write a camelCase name in words."""
    return "".join(f" {c.lower()}" if c.isupper() else c for c in name)


def _heading(view: NamedView) -> str:
    return view.title.en


def as_of_text(pair: AsOf) -> str:
    """Say a pair, and where in the log it lies."""
    return (
        f"{pair.valid_at}, as known {moment_text(pair.known_at)} "
        f"(position {pair.position} of the log)"
    )
