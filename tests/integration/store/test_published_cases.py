"""The eventsourcing library's own published cases, unmodified, on our recorder."""

from collections.abc import Iterator
from unittest import TestCase

import pytest
from eventsourcing.persistence import (
    ApplicationRecorder,
    InfrastructureFactory,
    InfrastructureFactoryError,
    NotSupportedError,
    StoredEvent,
)
from eventsourcing.tests import persistence as published

from ksbs.store.recorder import LogFactory, LogRecorder


class _OnOurRecorder:
    __test__ = False  # Run by the tests below, once on each server.
    recorder: LogRecorder

    def create_recorder(self) -> LogRecorder:
        return self.recorder


class RecorderCase(_OnOurRecorder, published.ApplicationRecorderTestCase[LogRecorder]):
    pass


class OrderCase(_OnOurRecorder, published.NonInterleavingNotificationIDsBaseCase):
    pass


@pytest.fixture
def recorder(each_database: str) -> Iterator[LogRecorder]:
    """Our recorder as the library makes it."""
    factory = made_by_the_library({"KSBS_DATABASE_URL": each_database})
    with factory:
        yield factory.application_recorder()
    factory.close()


def made_by_the_library(env: dict[str, str]) -> LogFactory:
    env = {"PERSISTENCE_MODULE": "ksbs.store.recorder", "KSBS_POOL_MAX": "20"} | env
    factory = InfrastructureFactory.construct(env)
    assert isinstance(factory, LogFactory)
    return factory


def published_tests(case: type[TestCase]) -> list[str]:
    return [name for name in dir(case) if name.startswith(("test", "optional_test"))]


@pytest.mark.parametrize("name", published_tests(RecorderCase))
def test_a_published_case_of_application_recorders_holds(
    recorder: LogRecorder, name: str
) -> None:
    case = RecorderCase(name)
    case.recorder = recorder
    getattr(case, name)()


def test_the_published_case_of_positions_that_do_not_interleave_holds(
    recorder: LogRecorder,
) -> None:
    case = OrderCase("test")
    case.recorder = recorder
    case.test()


def test_all_published_cases_are_run() -> None:
    assert set(published_tests(RecorderCase)) == {
        "test_concurrent_no_conflicts",
        "test_concurrent_throughput",
        "test_insert_select",
        "test_performance",
        "optional_test_insert_subscribe",
    }


def test_the_library_finds_our_recorder_by_its_module(recorder: LogRecorder) -> None:
    assert isinstance(recorder, ApplicationRecorder)


def test_the_library_is_refused_functions_of_its_own() -> None:
    # given a database function whose readers miss events
    env = {
        "KSBS_DATABASE_URL": "postgresql://nowhere",
        "POSTGRES_ENABLE_DB_FUNCTIONS": "y",
    }
    # then
    with pytest.raises(
        InfrastructureFactoryError, match="POSTGRES_ENABLE_DB_FUNCTIONS"
    ):
        made_by_the_library(env)


def test_the_library_is_refused_them_in_the_environment_of_the_process_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("POSTGRES_ENABLE_DB_FUNCTIONS", "y")
    with pytest.raises(
        InfrastructureFactoryError, match="POSTGRES_ENABLE_DB_FUNCTIONS"
    ):
        made_by_the_library({"KSBS_DATABASE_URL": "postgresql://nowhere"})


def test_a_factory_without_a_database_says_so() -> None:
    with pytest.raises(InfrastructureFactoryError, match="KSBS_DATABASE_URL"):
        made_by_the_library({})


def test_tracking_is_refused(recorder: LogRecorder) -> None:
    # given
    event = StoredEvent("0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c01", 1, "topic", b"{}")
    # then
    with pytest.raises(NotSupportedError):
        recorder.insert_events([event], tracking=object())
    assert recorder.max_notification_id() is None


def test_other_recorders_are_refused(database: str) -> None:
    factory = made_by_the_library({"KSBS_DATABASE_URL": database})
    for make in (
        factory.aggregate_recorder,
        factory.tracking_recorder,
        factory.process_recorder,
    ):
        with pytest.raises(NotSupportedError):
            make()
    factory.close()
