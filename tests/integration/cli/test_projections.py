"""`ksbs projections`: what it prints and how it exits."""

import json
import re
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest

from ksbs.readmodels.places import rebuilding
from ksbs.readmodels.rebuild import CannotSwap, Rebuild, Rebuilt
from ksbs.readmodels.runner import Runner
from ksbs.readmodels.tables import connected
from ksbs.store.embedded import embedded_server
from projections import discover
from tests.integration.cli.conftest import Ksbs, Within


@pytest.fixture(scope="module", autouse=True)
def demo(within: Within) -> None:
    assert within("demo", "--exit").code == 0


def test_verify_compares_as_many_cells_as_asked(within: Within) -> None:
    # when
    done = within("projections", "verify", "--cells", 3000, "--json")
    # then
    assert done.code == 0
    assert set(done.json) == {"cells", "wrong", "occupied"}
    assert done.json["cells"] >= 3000
    assert done.json["wrong"] == 0
    assert 0.3 <= done.json["occupied"] <= 1


def test_rebuild_finds_every_read_model_equal(within: Within) -> None:
    # when
    done = within("projections", "rebuild", "--all", "--json")
    # then
    assert done.code == 0
    assert [each["name"] for each in done.json] == list(discover())
    assert all(each["equal"] and each["swapped"] for each in done.json)


def test_rebuild_tells_of_one_fold_and_then_of_each_read_model(within: Within) -> None:
    # when
    first, *others = within("projections", "rebuild", "--all").out.splitlines()
    alone = within("projections", "rebuild", "diary").out.splitlines()
    # then
    assert re.fullmatch(
        r"\d+ read models: \d+ events in [\d.]+ s \([\d,]+ a second\)\.", first
    )
    assert "  diary: equal to what was in use." in others
    assert alone[0].startswith("diary: ")
    assert alone[1:] == ["  diary: equal to what was in use."]


def test_what_was_rebuilt_before_a_conflict_is_told(
    within: Within, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given
    def conflicting(runners: list[Runner], **said: Any) -> Iterator[Rebuilt]:
        yield Rebuild(runners[0]).run(**said)
        raise CannotSwap("The tables of diary stayed locked by others.")

    monkeypatch.setattr("ksbs.readmodels.rebuild.rebuild_all", conflicting)
    # when
    as_text = within("projections", "rebuild", "--all")
    as_json = within("projections", "rebuild", "--all", "--json")
    # then
    assert (as_text.code, as_json.code) == (4, 4)
    assert "stayed locked by others" in as_text.err
    first = next(iter(discover()))
    assert f"  {first}: equal to what was in use." in as_text.out
    assert [each["name"] for each in json.loads(as_json.out)] == [first]


def test_status_tells_how_far_each_has_come(within: Within) -> None:
    # given
    within("projections", "rebuild", "programme_status")
    # when
    (status,) = (
        each
        for each in within("projections", "status", "--json").json
        if each["name"] == "programme_status"
    )
    # then
    assert status["position"] == status["head"] > 500
    assert (status["behind"], status["changed"], status["healthy"]) == (0, False, True)
    assert status["ailments"] == []
    assert status["title"] == {"en": "Programme status", "sv": "Omgångarnas läge"}


def test_describe_tells_what_each_column_holds(within: Within) -> None:
    # when
    told = within("projections", "describe", "other_work")
    as_json = within("projections", "describe", "other_work", "--json").json
    unknown = within("projections", "describe", "other_works")
    # then
    assert told.code == 0
    assert "Annat utvecklingsarbete" in told.out
    assert "mayAffect" in told.out
    assert as_json["title"]["en"] == "Other work"
    assert as_json["columns"][2] == {
        "name": "title",
        "type": "text",
        "key": False,
        "about": {"sv": "Arbetet i några ord.", "en": "The work in a few words."},
    }
    assert unknown.code == 2
    assert "other_work" in unknown.err


def test_what_is_wrong_is_found_shown_and_replaced_with_a_reason(
    ksbs: Ksbs, within: Within
) -> None:
    # given
    rebuild = ("projections", "rebuild", "programme_status")
    assert within(*rebuild).code == 0
    with embedded_server(ksbs.home) as server, psycopg.connect(server.dsn) as session:
        session.execute("UPDATE ksbs_read.programme_status_history SET status = 'fel'")
    # when
    verified = within("projections", "verify", "--cells", 500, "--json")
    refused = within(*rebuild)
    used = within(*rebuild, "--reason", "Rader ändrades för hand.", "--json")
    # then
    assert verified.code == 1
    assert verified.json["wrong"] > 0
    assert "Wrong: programme_status" in verified.err
    assert refused.code == 1
    assert "only in use, history" in refused.out
    assert "--reason" in refused.err
    assert used.code == 0
    assert used.json[0]["reason"] == "Rader ändrades för hand."
    assert used.json[0]["notCompared"] is None
    assert within("projections", "verify", "--cells", 500).code == 0


def test_a_read_model_that_is_being_rebuilt_is_a_conflict(
    ksbs: Ksbs, within: Within
) -> None:
    # given
    (projection,) = (each for each in discover().values() if each.name == "diary")
    with (
        embedded_server(ksbs.home) as server,
        connected(server.dsn) as other,
        rebuilding(other, projection) as mine,
    ):
        assert mine
        # when
        done = within("projections", "rebuild", "diary")
    # then
    assert done.code == 4
    assert "being rebuilt by another session" in done.err


def test_a_name_that_does_not_exist_is_answered_with_those_that_do(
    within: Within,
) -> None:
    # when
    done = within("projections", "rebuild", "nothing")
    # then
    assert done.code == 2
    assert "programme_status" in done.err


def test_a_table_that_is_broken_is_told_of_and_replaced_with_a_reason(
    ksbs: Ksbs, within: Within
) -> None:
    # given
    rebuild = ("projections", "rebuild", "diary")
    assert within(*rebuild).code == 0
    with embedded_server(ksbs.home) as server, psycopg.connect(server.dsn) as session:
        session.execute("ALTER TABLE ksbs_read.diary_history DROP COLUMN valid_from")
    # when
    refused = within(*rebuild)
    unexplained = within(*rebuild, "--reason", " ")
    used = within(*rebuild, "--reason", "En kolumn togs bort för hand.", "--json")
    # then
    assert refused.code == 1
    assert "not compared: the tables in use cannot be read" in refused.out
    assert unexplained.code == 2
    assert "it is recorded" in unexplained.err
    assert used.code == 0
    assert used.json[0]["swapped"]
    assert used.json[0]["notCompared"].startswith("the tables in use cannot be read")
    assert within(*rebuild).code == 0


def test_verify_refuses_tables_of_a_newer_version(ksbs: Ksbs, within: Within) -> None:
    # given
    update = (
        "UPDATE ksbs_read.positions SET version = version {} WHERE projection = 'diary'"
    )
    with embedded_server(ksbs.home) as server, psycopg.connect(server.dsn) as session:
        session.execute(update.format("+ 1").encode())
    # when
    done = within("projections", "verify", "--cells", 100)
    # then
    assert done.code == 4
    assert "diary is kept by its version" in done.err
    with embedded_server(ksbs.home) as server, psycopg.connect(server.dsn) as session:
        session.execute(update.format("- 1").encode())


def test_rebuild_wants_a_name_or_all(within: Within) -> None:
    assert within("projections", "rebuild").code == 2
    assert within("projections", "rebuild", "programme_status", "--all").code == 2
