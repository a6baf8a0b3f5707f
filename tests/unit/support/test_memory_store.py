"""The store in memory keeps to the contract that the real one keeps to."""

import hashlib

import pytest

from ksbs.application.ports import EventStore, StoreUnavailable
from tests.support.memory_store import Ledger, MemoryStore
from tests.support.store_contract import StoreContract


class TestMemoryStore(StoreContract):
    @pytest.fixture
    def store(self) -> EventStore:
        return MemoryStore()


def test_it_can_be_away() -> None:
    with pytest.raises(StoreUnavailable):
        MemoryStore(away=True).head()


def naive_root(leaves: list[bytes]) -> bytes:
    """The tree hash as RFC 6962 defines it, by splitting."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    split = 1 << (len(leaves) - 1).bit_length() - 1
    left, right = naive_root(leaves[:split]), naive_root(leaves[split:])
    return hashlib.sha256(b"\x01" + left + right).digest()


def test_its_roots_are_those_of_the_definition() -> None:
    # given
    ledger = Ledger()

    # when
    leaves = [ledger.add(bytes([n])) for n in range(40)]

    # then
    assert ledger.roots == [naive_root(leaves[:size]) for size in range(41)]
