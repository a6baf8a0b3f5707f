"""Timelines and differences as they are read at a terminal."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from ksbs.application.view import AsOf
from ksbs.cli.views_text import differences_text, timeline_text
from ksbs.domain.kinds import Status
from ksbs.http.wire_differences import (
    ChangedRow,
    DifferenceCount,
    FieldDifference,
    ProgrammeDifferences,
    ViewDifferences,
)
from ksbs.http.wire_views import (
    MilestoneView,
    ProgrammeTimeline,
    ShownRow,
    ShownSegment,
    ViewTimeline,
    Wording,
)

DAY = date(2026, 9, 1)
LATER = DAY + timedelta(days=30)
PAIR = AsOf(
    valid_at=LATER,
    known_at=datetime(2026, 10, 1, 10, 0, tzinfo=UTC),
    position=7,
    root="00",
)
AREAS = Wording(sv="Områden", en="Areas")


def segment(
    first: date, last: date | None, *, rank: int | None, area: str = "a1"
) -> ShownSegment:
    return ShownSegment(
        key={"areaId": area},
        values={"title": "Läsning", "rank": rank},
        labels={},
        first_day=first,
        last_day=last,
    )


def timeline(*segments: ShownSegment) -> list[str]:
    view = ViewTimeline(name="areas", title=AREAS, version=1, segments=segments)
    milestone = MilestoneView(
        occurred_on=DAY,
        name="EnrolmentDecided",
        label=Wording(sv="Beslut", en="Enrolment decided"),
        event_id=UUID(int=1),
        status=Status.DECIDED,
        decision=True,
    )
    shown = ProgrammeTimeline(
        programme_id=UUID(int=2),
        school_unit_code="01234567",
        school_name="Exempelskolan",
        milestones=(milestone,),
        views=(view,),
        as_of=PAIR,
    )
    return timeline_text(shown).splitlines()


def test_a_timeline_says_whose_it_is_and_how_far_it_goes() -> None:
    # when
    lines = timeline()

    # then
    assert lines[0] == "Exempelskolan (01234567)"
    assert (
        "Until 2026-10-01, as known 2026-10-01 12:00 (position 7 of the log)" in lines
    )
    assert "  2026-09-01  Enrolment decided, now decided, a decision" in lines
    assert "Areas:" not in lines


def test_of_a_row_that_goes_on_only_what_changed_is_said() -> None:
    # when
    lines = timeline(
        segment(DAY, DAY, rank=1),
        segment(DAY + timedelta(days=1), LATER, rank=None),
        segment(DAY, None, rank=2, area="a2"),
    )

    # then
    assert lines[lines.index("Areas:") :] == [
        "Areas:",
        "  area id a1",
        "    2026-09-01 to 2026-09-01  title Läsning, rank 1",
        "    2026-09-02 to 2026-10-01  rank nothing",
        "  area id a2",
        "    from 2026-09-01           title Läsning, rank 2",
    ]


def test_a_row_that_is_its_key_held() -> None:
    # given
    bare = ShownSegment(
        key={"areaId": "a1"}, values={}, labels={}, first_day=DAY, last_day=None
    )

    # then
    assert timeline(bare)[-1].split() == ["from", "2026-09-01", "held"]


def differing(*views: ViewDifferences, same_day: bool = True) -> str:
    return differences_text(
        ProgrammeDifferences(
            programme_id=UUID(int=2),
            same_day=same_day,
            total=DifferenceCount(
                added=len(views), removed=len(views), changed=len(views)
            ),
            views=views,
            as_of=PAIR,
            compared_to=PAIR,
        )
    )


def test_differences_are_marked_by_sign_and_in_words() -> None:
    # given
    row = ShownRow(
        key={"areaId": "a1"},
        values={"title": "Läsning", "held": True, "causeIds": []},
        labels={},
    )
    changed = ChangedRow(
        key={"areaId": "a2"},
        labels={},
        fields=(
            FieldDifference(
                field="movedOn",
                about=Wording(sv="När det flyttades.", en="When it was moved."),
                old=None,
                new="2026-09-01",
                old_label=None,
                new_label=None,
            ),
            FieldDifference(
                field="status",
                about=Wording(sv="Var den befinner sig.", en="Where it stands."),
                old="nominated",
                new="offered",
                old_label=Wording(sv="nominerad", en="nominated"),
                new_label=Wording(sv="erbjuden", en="offered"),
            ),
        ),
    )
    view = ViewDifferences(
        name="areas",
        title=AREAS,
        version=1,
        added=(row,),
        removed=(row,),
        changed=(changed,),
    )

    # when
    text = differing(view)

    # then
    assert "The same day: what differs came to be known in between." in text
    assert "1 added, 1 removed, 1 changed." in text
    assert "  + area id a1; title Läsning, held yes" in text
    assert "  - area id a1; title Läsning, held yes" in text
    assert "  ~ area id a2\n      moved on: nothing → 2026-09-01" in text
    assert "      status: nominated → offered" in text


def test_nothing_that_differs_is_said_so() -> None:
    assert differing(same_day=False).endswith("Nothing differs.")
    assert "same day" not in differing(same_day=False)
