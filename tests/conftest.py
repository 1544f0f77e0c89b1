"""What tests share: the shipped policy, a small one in a folder of its own, the command line, a session of Spark.

With `MUST_RUN=1` in the environment, a test that is skipped has failed.
"""

import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

import policyrules
from policyrules import api, resources
from policyrules.columns import spark as door
from policyrules.register.views.viewed import Viewed
from policyrules.source import Source
from tests.cli.command_line import Run, runner

# Policies, programs and modules are kept until the end. To look through all of them for garbage as often as Python does by
# itself takes an eighth of the time of all tests.
gc.set_threshold(200_000, 20, 50)

# However busy the machine is, no test fails for the time that it takes.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


def pytest_configure(config: pytest.Config) -> None:
    """Build each policy that ships once: no test changes its files, and nothing changes a policy that was built."""
    build = api.build
    built: dict[tuple[object, ...], policyrules.Policy] = {}

    def remembered(source: Source, folder: Path | None, path: Path | None = None, **search: object) -> policyrules.Policy:
        if path is None or path.parent != resources.policies_folder():
            return build(source, folder, path, **search)
        key = (source.name, source.text, path, str(search))
        if key not in built:
            built[key] = build(source, folder, path, **search)
        return built[key]

    patch = pytest.MonkeyPatch()
    patch.setattr(api, "build", remembered)
    config.add_cleanup(patch.undo)


def pytest_collection_finish() -> None:
    """Leave what was imported, and stays until the end, out of every later look for garbage: tests ask for many."""
    gc.collect()
    gc.freeze()


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


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Any:
    report = yield
    if report.skipped and os.environ.get("MUST_RUN"):
        report.outcome, report.longrepr = "failed", f"skipped, but had to run: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def spark() -> Iterator[Any]:
    """Start one session for all tests that ask for it; where Spark or Java is not installed, they are skipped."""
    pytest.importorskip("pyspark")
    if shutil.which("java") is None and not os.environ.get("JAVA_HOME"):
        pytest.skip("Java is not installed")
    quick = {"spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"}  # to start, not to run for long
    session = door.session("local[2]", quick)
    session.sparkContext.setLogLevel("FATAL")
    yield session
    session.stop()


@pytest.fixture(scope="session")
def viewed(jiangmen: policyrules.Policy, tmp_path_factory: pytest.TempPathFactory) -> Viewed:
    """Return a register of a few enterprises that was matched against the policy of Jiangmen."""
    pytest.importorskip("duckdb")
    from tests.register.few import jiangmen_matched

    return jiangmen_matched(jiangmen, tmp_path_factory.mktemp("matched") / "m.parquet")


@pytest.fixture(scope="session")
def near_ones(tmp_path_factory: pytest.TempPathFactory) -> Viewed:
    """Return a register of enterprises of which some miss the criteria of a tier by one condition."""
    pytest.importorskip("duckdb")
    from tests.register.few import criteria_matched

    return criteria_matched(tmp_path_factory.mktemp("near") / "m.parquet")
