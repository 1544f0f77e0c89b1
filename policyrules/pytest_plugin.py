"""The plugin for pytest: policies are collected like test files, and tests are given policies. The only door to pytest.

In: `.pol` files that are named on the command line, or match the option `policy_files` of the configuration. Out: a test for
each scenario, for each row of one that has rows, and for each property; at the end, where it is asked for, what they showed of
the policies. Where nothing of the kind is asked for, nothing else is imported.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from policyrules.diagnostics import Language, PolicyError
    from policyrules.explain.outcomes import Outcomes
    from policyrules.policy import Policy
    from policyrules.testing.coverage.recording import Recorder
    from policyrules.testing.properties.tries import Try

#: What a test of Python asks for a policy with: a path, or the name of a policy that ships.
LoadPolicy = Callable[[str], "Policy"]

_LOADED = pytest.StashKey[dict[str, "Policy"]]()
_RECORDERS = pytest.StashKey[dict[str, "Recorder"]]()

#: Under which name workers hand over what they recorded.
_RECORDED = "policy_coverage"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare the options."""
    parser.addini("policy_files", "names or paths of .pol files that are tests, as globs", "args", [])
    parser.addini("policy_file", "the policy of the fixture `policy`, where no mark names another", "string", "")
    group = parser.getgroup("policyrules", "policies written in .pol")
    group.addoption("--policy-lang", choices=["zh", "en"], help="language of what is said about policies; default: their own")
    group.addoption("--policy-cases", type=int, metavar="N", help="enterprises that each property is tried on; 0: none")
    group.addoption("--policy-seed", type=int, metavar="N", default=0, help="where the drawing of enterprises begins")
    group.addoption("--policy-coverage", action="store_true", help="say at the end what the run showed of each policy")
    group.addoption("--policy-coverage-html", type=Path, metavar="FOLDER", help="and write a page for each policy")


def pytest_configure(config: pytest.Config) -> None:
    """Declare the marks."""
    config.addinivalue_line("markers", "policy: a scenario or a property of a .pol file")
    config.addinivalue_line("markers", "policy_scenario: a scenario of a .pol file, or a row of one")
    config.addinivalue_line("markers", "policy_property: a property of a .pol file")
    config.addinivalue_line("markers", "policy_file(path): the policy that the fixture `policy` gives to a test")


# --- collecting -------------------------------------------------------------------------------------------------------


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> "PolicyFile | None":
    """Collect a policy that was asked for."""
    if file_path.suffix != ".pol":
        return None
    named = parent.session.isinitpath(file_path)
    if named or any(file_path.match(pattern) for pattern in parent.config.getini("policy_files")):
        return PolicyFile.from_parent(parent, path=file_path)
    return None


class PolicyFile(pytest.File):
    """A policy, whose scenarios and properties are tests."""

    def collect(self) -> Iterator["PolicyItem"]:
        """Yield the tests, in the order of the text; a policy that cannot be used is an error of collection."""
        from policyrules.testing.properties.tries import tries
        from policyrules.testing.properties.trying import CASES

        policy = _loaded(self.config, self.path, self.CollectError)
        self.config.addinivalue_line("markers", f"{policy.name}: a scenario or a property of the policy {policy.name}")
        asked = self.config.getoption("policy_cases")
        watched = _watched(self.config, self.path, policy, _running)
        cases, seed = CASES if asked is None else max(asked, 0), self.config.getoption("policy_seed")
        for one in tries(policy, _language(self.config, policy), watched.decide, cases=cases, seed=seed):
            yield PolicyItem.from_parent(self, name=one.name, one=one, policy=policy.name)


class PolicyItem(pytest.Item):
    """A scenario of a policy, a row of one, or a property."""

    def __init__(self, *, one: "Try", policy: str, **rest: object) -> None:
        super().__init__(**rest)  # type: ignore[arg-type]
        self.one = one
        self.extra_keyword_matches.update(one.about)
        for mark in ("policy", f"policy_{one.kind}", policy):
            self.add_marker(mark)

    def runtest(self) -> None:
        """Run it; pytest asks for the words of a failure afterwards."""
        failure = self.one.run()
        if failure is not None:
            raise PolicyFailed(f"{self.path.name}:{failure.line}: {failure.short}", failure.text)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Return what was expected and what came out; how our own code came to find it is of no use to anybody."""
        if isinstance(excinfo.value, PolicyFailed):
            place, text = excinfo.value.args
            return f"{place}\n\n{text}"
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Return where it is written."""
        return self.path, self.one.line - 1, self.name


class PolicyFailed(Exception):  # noqa: N818
    """What is to be true of a policy is not: where and what, in a line, and at length."""

    def __str__(self) -> str:
        return str(self.args[0])


# --- fixtures ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def load_policy(request: pytest.FixtureRequest) -> LoadPolicy:
    """Return what loads a policy: beside the test, below the root of the run, or one that ships, by its name."""

    def load(name: str) -> "Policy":
        places = (folder / name for folder in (request.path.parent, request.config.rootpath))
        found: str | Path = next((place for place in places if place.is_file()), name)
        policy = _loaded(request.config, found, _failed)
        return _watched(request.config, found, policy, lambda: str(request.node.nodeid))

    return load


@pytest.fixture
def policy(request: pytest.FixtureRequest, load_policy: LoadPolicy) -> "Policy":
    """Return the policy that the mark `policy_file` of a test names, or the configuration."""
    mark = request.node.get_closest_marker("policy_file")
    name = mark.args[0] if mark and mark.args else request.config.getini("policy_file")
    if not name:
        raise pytest.UsageError('the fixture `policy` needs @pytest.mark.policy_file("….pol") or the option policy_file')
    return load_policy(str(name))


def _failed(text: str) -> BaseException:
    return pytest.fail.Exception(text, pytrace=False)


def _loaded(config: pytest.Config, place: "str | Path", wrong: Callable[[str], BaseException]) -> "Policy":
    """Return a policy, which is read once in a run, or raise `wrong` with what `policyrules check` says of it."""
    from policyrules import api, library
    from policyrules.diagnostics import PolicyError
    from policyrules.source import Source

    loaded = config.stash.setdefault(_LOADED, {})
    try:
        text = library.read(place)
        key = str(text.path)
        if key not in loaded:
            named = Source(_named(config, place), text.source.text)
            loaded[key] = api.build(named, text.folder, text.path)
        return loaded[key]
    except PolicyError as error:
        raise wrong(_said(config, error)) from None


def _named(config: pytest.Config, place: "str | Path") -> str:
    """Return what a file is called in messages: its path from the root of the run, where it is below."""
    path = Path(place)
    return path.relative_to(config.rootpath).as_posix() if path.is_relative_to(config.rootpath) else str(place)


def _said(config: pytest.Config, error: "PolicyError") -> str:
    from policyrules.rendering import render_all

    source = next((one.span.source for one in error.diagnostics if one.span), None)
    is_english = source is not None and any(line.startswith("policy ") for line in source.text.splitlines())
    language: Language = config.getoption("policy_lang") or ("en" if is_english or source is None else "zh")
    return str(render_all(error.diagnostics, language))


def _language(config: pytest.Config, policy: "Policy") -> "Language":
    language: Language = config.getoption("policy_lang") or policy.language
    return language


# --- what a run shows of the policies ---------------------------------------------------------------------------------


def _asks_for_coverage(config: pytest.Config) -> bool:
    return bool(config.getoption("policy_coverage") or config.getoption("policy_coverage_html"))


def _running() -> str:
    """Return the name of the test that runs, as pytest tells it to whoever asks."""
    return os.environ.get("PYTEST_CURRENT_TEST", "").rpartition(" (")[0]


def _watched(config: pytest.Config, place: str | Path, policy: "Policy", test: Callable[[], str]) -> "Policy":
    """Return a policy whose decisions are noted under the name of the `test` that asks, where that is asked for."""
    if not _asks_for_coverage(config):
        return policy
    from policyrules.testing.coverage.recording import Recorder
    from policyrules.testing.coverage.watched import Watched

    recorders = config.stash.setdefault(_RECORDERS, {})
    recorder = recorders.setdefault(str(place), Recorder(policy))

    def note(decision: "Outcomes") -> None:
        recorder.saw(decision, test())

    return Watched.of(policy, note)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hand over to the process that reports what this one recorded, where it is one of several."""
    handed = getattr(session.config, "workeroutput", None)
    if handed is not None:
        recorders = session.config.stash.get(_RECORDERS, {})
        handed[_RECORDED] = {place: recorder.recorded for place, recorder in recorders.items()}


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object) -> None:
    """Put together what the processes recorded."""
    for place, recorded in getattr(node, "workeroutput", {}).get(_RECORDED, {}).items():
        from policyrules.testing.coverage.recording import Recorder

        recorders = node.config.stash.setdefault(_RECORDERS, {})
        if place not in recorders:
            recorders[place] = Recorder(_loaded(node.config, place, _failed))
        recorders[place].add(recorded)


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Say what the run showed of each policy, and write the pages."""
    recorders = config.stash.get(_RECORDERS, {})
    if not recorders or hasattr(config, "workeroutput"):
        return
    from policyrules.explain.render import as_text
    from policyrules.files.replacing import write
    from policyrules.testing.coverage.html import coverage_html, page_name
    from policyrules.testing.coverage.page import coverage_page

    folder, taken = config.getoption("policy_coverage_html"), set[str]()
    terminalreporter.section("policy coverage")
    for place, recorder in sorted(recorders.items()):
        report, language = recorder.report(), _language(config, recorder.policy)
        terminalreporter.write(as_text(coverage_page(_named(config, place), report, language), language) + "\n")
        if folder is not None:
            path = folder / page_name(report, taken)
            write(path, coverage_html(report, language).encode("utf-8", "backslashreplace"))
            terminalreporter.write_line(str(path))
