from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ksbs.application.intake import FileRejected, SchoolUnitRecord

Read = Callable[[bytes], list[SchoolUnitRecord]]

WHOLE_DOCUMENTS = [
    "planned-v4-list-of-two-pages.json",
    "planned-v4-unit.json",
    "planned-v4-not-found.json",
    "register-v2-list.json",
    "register-v2-unit.json",
]
INVALID_IN_UTF8 = [0xC0, 0xC1, *range(0xF5, 0x100)]


@pytest.mark.parametrize("name", WHOLE_DOCUMENTS)
def test_every_cut_of_a_document_is_rejected(
    read: Read, fixtures: Path, name: str
) -> None:
    # given
    whole = (fixtures / name).read_bytes().rstrip()

    for length in range(len(whole)):
        # when / then
        with pytest.raises(FileRejected):
            read(whole[:length])


def test_every_cut_within_a_line_is_rejected_and_between_lines_leaves_whole_lines(
    read: Read, fixtures: Path
) -> None:
    # given
    whole = (fixtures / "planned-v4-details.jsonl").read_bytes()
    lines = whole.splitlines()
    ends = {len(b"\n".join(lines[:n])): n for n in (1, 2, 3)}
    units = read(whole)

    for length in range(len(whole)):
        # when a cut takes no more than a line's end, no one can see it
        if length in ends or length - 1 in ends:
            complete = ends.get(length) or ends[length - 1]
            # then
            assert read(whole[:length]) == units[:complete]
        else:
            with pytest.raises(FileRejected) as rejected:
                read(whole[:length])
            on = whole[:length].count(b"\n") + 1
            assert [r.line for r in rejected.value.rejections] == [on]


@given(data=st.data())
@pytest.mark.parametrize("name", [*WHOLE_DOCUMENTS, "planned-v4-details.jsonl"])
def test_a_byte_that_is_not_utf8_is_rejected_on_its_line(
    read: Read, fixtures: Path, name: str, data: st.DataObject
) -> None:
    # given
    content = bytearray((fixtures / name).read_bytes())
    at = data.draw(st.integers(0, len(content) - 1))
    line = content[:at].count(b"\n") + 1
    content[at] = data.draw(st.sampled_from(INVALID_IN_UTF8))

    # when
    with pytest.raises(FileRejected) as rejected:
        read(bytes(content))

    # then
    assert [r.line for r in rejected.value.rejections] == [line]


@given(content=st.binary(max_size=60))
@example(b'{"body":{"data":{"attributes":[[]]}}}')
@example(b'{"_embedded":1,"page":[]}')
@example(b'{"body":[{"meta":1,"data":{"attributes":[]}}],"fetched_at":{}}')
def test_no_bytes_whatever_end_in_another_error(read: Read, content: bytes) -> None:
    # given bytes that hold no unit
    units: list[SchoolUnitRecord] = []

    # when
    with suppress(FileRejected):
        units = read(content)

    # then
    assert units == []
