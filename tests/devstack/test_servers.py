import socket
import stat

import pytest

from devstack.children import Trouble
from devstack.notes import Notes
from devstack.servers import Busy, alone_in, environment, servers


def test_passwords_are_kept_and_for_our_eyes_only(tmp_path):
    password = Notes(tmp_path).password("app")

    assert Notes(tmp_path).password("app") == password
    assert stat.S_IMODE((tmp_path / "notes.json").stat().st_mode) == 0o600


def test_a_port_is_kept_between_runs(tmp_path):
    port = Notes(tmp_path).port("web")

    assert Notes(tmp_path).port("web") == port


def test_a_port_taken_by_somebody_else_is_given_up(tmp_path):
    port = Notes(tmp_path).port("web")
    with socket.create_server(("127.0.0.1", port)):
        assert Notes(tmp_path).port("web") != port


def test_a_folder_in_use_is_refused_with_the_process_that_holds_it(tmp_path):
    with alone_in(tmp_path), pytest.raises(Busy, match=r"in use by .* process \d+"):
        alone_in(tmp_path).__enter__()


def test_a_folder_is_free_again_afterwards(tmp_path):
    with alone_in(tmp_path):
        pass
    with alone_in(tmp_path):
        assert (tmp_path / "running").exists()


def test_a_database_of_ones_own_must_come_with_all_its_roles(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://a@db/hejia")
    monkeypatch.delenv("OWNER_DATABASE_URL")
    monkeypatch.delenv("PLATFORM_DATABASE_URL")

    with pytest.raises(Trouble, match="OWNER_DATABASE_URL and PLATFORM_DATABASE_URL"):
        servers(tmp_path).__enter__()


def test_servers_that_are_named_are_used_and_none_is_started(tmp_path, monkeypatch):
    monkeypatch.setenv("REDIS_URL", "redis://elsewhere/0")
    with servers(tmp_path) as env:
        assert env["REDIS_URL"] == "redis://elsewhere/0"
        assert not (tmp_path / "postgres").exists()


def test_what_a_person_sets_wins_over_our_defaults(tmp_path, monkeypatch):
    monkeypatch.setenv("HEJIA_HTTPS", "1")

    assert environment(tmp_path, Notes(tmp_path), {})["HEJIA_HTTPS"] == "1"
