import os
import stat

import pytest

from inglenook.config import home as module
from inglenook.config.errors import StartError
from inglenook.config.home import home


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    monkeypatch.delenv("INGLENOOK_HOME", raising=False)
    monkeypatch.setattr(module, "CHECKOUT", tmp_path / "checkout")
    monkeypatch.setenv("HOME", str(tmp_path / "person"))
    (tmp_path / "checkout").mkdir()
    return tmp_path / "checkout"


def test_named_folder_is_made_and_private(tmp_path, monkeypatch):
    monkeypatch.setenv("INGLENOOK_HOME", str(tmp_path / "a" / "b"))
    assert home() == tmp_path / "a" / "b"
    others = home().stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)
    passing = stat.S_IXGRP | stat.S_IXOTH  # the database's own account passes when root starts it
    assert others == (passing if os.geteuid() == 0 else 0)


def test_a_wide_open_folder_is_closed(tmp_path, monkeypatch):
    monkeypatch.setenv("INGLENOOK_HOME", str(tmp_path / "open"))
    (tmp_path / "open").mkdir(mode=0o755)
    assert not home().stat().st_mode & stat.S_IROTH


def test_a_relative_name_counts_from_where_we_stand(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("INGLENOOK_HOME", "here")
    assert home() == tmp_path / "here"


def test_a_checkout_keeps_its_own_files(checkout):
    (checkout / "pyproject.toml").touch()
    assert home() == checkout / ".inglenook"


def test_an_installed_package_keeps_files_with_the_person(checkout):
    assert home() == checkout.parent / "person" / ".inglenook"


def test_a_file_in_the_way_is_named(tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    monkeypatch.setenv("INGLENOOK_HOME", str(tmp_path / "file" / "below"))
    with pytest.raises(StartError, match=r"file/below \(Not a directory\): make that folder yours"):
        home()


def test_another_account_s_folder_is_named(tmp_path, monkeypatch):
    locked = tmp_path / "locked"
    locked.mkdir()
    monkeypatch.setenv("INGLENOOK_HOME", str(locked / "inside"))
    locked.chmod(0o000)
    try:
        with _as_ordinary_account(), pytest.raises(StartError, match="Permission denied"):
            home()
    finally:
        locked.chmod(0o700)


class _as_ordinary_account:
    """Root may write anywhere; step down so that the folder's mode counts."""

    def __enter__(self):
        self.account = os.geteuid()
        if self.account == 0:
            os.seteuid(65534)

    def __exit__(self, *_):
        os.seteuid(self.account)
