"""What tests of the face of the library share: the shipped policy, a small one in a folder of its own, the command line."""

from pathlib import Path

import pytest

import policyrules
from policyrules import resources
from tests.cli.command_line import Run, runner


@pytest.fixture(scope="session")
def jiangmen() -> policyrules.Policy:
    return policyrules.load("江门专精特新")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Return the path of the Chinese skeleton, beside its document."""
    policy, document = resources.skeleton("zh")
    (tmp_path / "示例政策.txt").write_text(document, encoding="utf-8")
    path = tmp_path / "示例政策.pol"
    path.write_text(policy, encoding="utf-8")
    return path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return runner(capsys, monkeypatch)
