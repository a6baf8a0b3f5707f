"""The Merkle tree against published roots and against its recursive definition."""

from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ksbs.ledger.merkle import (
    EMPTY_ROOT,
    Frontier,
    entry_bytes,
    leaf_hash,
    node_hash,
)

# The eight inputs of Certificate Transparency's own test suite, and the roots of the
# trees of the first one, the first two … of them, as published with it.
INPUTS = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def naive_root(entries: list[bytes]) -> bytes:
    """The tree's root as RFC 6962, section 2.1, defines it."""
    if not entries:
        return sha256(b"").digest()
    if len(entries) == 1:
        return sha256(b"\x00" + entries[0]).digest()
    split = 1
    while split * 2 < len(entries):
        split *= 2
    left, right = naive_root(entries[:split]), naive_root(entries[split:])
    return sha256(b"\x01" + left + right).digest()


def grown(entries: list[bytes]) -> Frontier:
    return Frontier().extend(map(leaf_hash, entries))


@pytest.mark.parametrize("size", range(1, 9))
def test_the_roots_are_those_published_for_certificate_transparency(size: int) -> None:
    assert grown(INPUTS[:size]).root.hex() == ROOTS[size - 1]


def test_an_empty_tree_has_the_hash_of_no_bytes() -> None:
    assert Frontier().root == EMPTY_ROOT == sha256(b"").digest()


def test_every_small_tree_has_the_root_of_the_recursive_definition() -> None:
    tree, entries = Frontier(), list[bytes]()
    for size in range(1, 260):
        # given one more entry
        entries.append(str(size).encode())
        # when
        tree = tree.append(leaf_hash(entries[-1]))
        # then
        assert tree.root == naive_root(entries)
        assert tree.size == size
        assert len(tree.roots) == size.bit_count()


@given(st.lists(st.binary(max_size=8), max_size=40), st.integers(0, 40))
def test_a_tree_does_not_depend_on_how_its_leaves_came(
    entries: list[bytes], cut: int
) -> None:
    # given
    leaves = [leaf_hash(entry) for entry in entries]
    # when
    at_once = Frontier().extend(leaves)
    in_two = Frontier().extend(leaves[:cut]).extend(leaves[cut:])
    # then
    assert at_once == in_two
    assert at_once.root == naive_root(entries)


@given(st.lists(st.binary(max_size=4), min_size=1, max_size=20), st.data())
def test_any_altered_entry_changes_the_root(
    entries: list[bytes], data: st.DataObject
) -> None:
    # given
    at = data.draw(st.integers(0, len(entries) - 1))
    altered = entries.copy()
    altered[at] += b"!"
    # then
    assert grown(altered).root != grown(entries).root


def test_a_leaf_and_a_node_of_the_same_bytes_differ() -> None:
    left, right = b"l" * 32, b"r" * 32
    assert leaf_hash(left + right) != node_hash(left, right)


def test_an_entry_is_a_header_an_empty_line_and_the_stored_bytes() -> None:
    # given
    stream = UUID("0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c01")
    in_stockholm = timezone(timedelta(hours=2))
    # when
    entry = entry_bytes(
        '{"å":1}'.encode(),
        origin="demo.log-1",
        position=7,
        stream_id=stream,
        version=3,
        name="analysis.area-identified.v1",
        recorded_at=datetime(2026, 6, 30, 10, 5, 1, 42, tzinfo=in_stockholm),
    )
    # then
    assert entry == (
        b"ksbs-entry/v1\ndemo.log-1\n7\n0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c01\n3\n"
        b"analysis.area-identified.v1\n2026-06-30T08:05:01.000042Z\n\n"
        b'{"\xc3\xa5":1}'
    )


@pytest.mark.parametrize("word", ["a\nb", "a b", "å", "a\x00"])
def test_a_header_refuses_what_could_be_read_as_another_line(word: str) -> None:
    with pytest.raises(ValueError, match="not a word of a header"):
        entry_bytes(
            b"",
            origin="log-1",
            position=1,
            stream_id=UUID(int=1),
            version=1,
            name=word,
            recorded_at=datetime(2026, 6, 30, tzinfo=UTC),
        )
