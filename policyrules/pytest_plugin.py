"""The plugin for pytest: policies are collected like test files, and tests are given policies. The only door to pytest.

In: `.pol` files that are named on the command line, or match the option `policy_files` of the configuration. Out: a test for
each scenario, and for each row of one that has rows. Where nothing of the kind is asked for, nothing else is imported.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from policyrules.diagnostics import Language, PolicyError
    from policyrules.policy import Policy
    from policyrules.testing.tries import Try

#: What a test of Python asks for a policy with: a path, or the name of a policy that ships.
LoadPolicy = Callable[[str], "Policy"]

_LOADED = pytest.StashKey[dict[str, "Policy"]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare the options."""
    parser.addini("policy_files", "names or paths of .pol files whose scenarios are tests, as globs", "args", [])
    parser.addini("policy_file", "the policy of the fixture `policy`, where no mark names another", "string", "")
    group = parser.getgroup("policyrules", "policies written in .pol")
    group.addoption("--policy-lang", choices=["zh", "en"], help="language of what is said about policies; default: their own")


def pytest_configure(config: pytest.Config) -> None:
    """Declare the marks."""
    config.addinivalue_line("markers", "policy: a scenario of a .pol file")
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
    """A policy, whose scenarios are tests."""

    def collect(self) -> Iterator["PolicyItem"]:
        """Yield the tests, in the order of the text; a policy that cannot be used is an error of collection."""
        from policyrules.testing.tries import tries

        policy = _loaded(self.config, self.path, self.CollectError)
        self.config.addinivalue_line("markers", f"{policy.name}: a scenario of the policy {policy.name}")
        for one in tries(policy, _language(self.config, policy)):
            yield PolicyItem.from_parent(self, name=one.name, one=one, marks=("policy", policy.name))


class PolicyItem(pytest.Item):
    """A scenario of a policy, or a row of one."""

    def __init__(self, *, one: "Try", marks: Iterable[str], **rest: object) -> None:
        super().__init__(**rest)  # type: ignore[arg-type]
        self.one = one
        self.extra_keyword_matches.update(one.about)
        for mark in marks:
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
        return _loaded(request.config, found, _failed)

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
