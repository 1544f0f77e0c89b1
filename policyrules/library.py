"""Policies read from files, each with those that it uses.

In: a path, the name of a shipped policy or the text of one, and folders to search. Out: `CheckedPolicy`s, with everything that
is wrong with them and with what they use in their diagnostics. Knows nothing of programs.

A used policy is looked for beside the file that uses it, then among those that are read together, then in the folders to
search, then among those that ship. The text of no other file can be had: nothing is followed out of the folders of the policies
that were asked for and of those folders, neither by `..` nor by a link, and nothing but a plain file is opened.
"""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from os import PathLike
from os.path import normpath
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import NamedTuple

from attrs import define, evolve, field

from policyrules import resources
from policyrules.checking.check import check
from policyrules.checking.policy import CheckedPolicy, Used, item
from policyrules.diagnostics import Diagnostic, PolicyError, Severity, by_place
from policyrules.folders import ENDING, policies_in
from policyrules.source import Source
from policyrules.syntax import ast
from policyrules.syntax.decode import MAX_BYTES, decode
from policyrules.syntax.parser import parse

#: No more policies than these are read together, nor used one by the other so deep.
MOST_USED = 100
DEEPEST_USE = 16


class Text(NamedTuple):
    """The text of a policy, the folder of its document, and the file that it stands in; `None` where there is none."""

    source: Source
    folder: Path | None
    path: Path | None = None


class Unread(NamedTuple):
    """What could not be read: its name, why, and how many texts come before it."""

    name: str
    diagnostics: tuple[Diagnostic, ...]
    after: int


class Read(NamedTuple):
    """Policies that were read, the folders that they were looked for in, and what could not be read."""

    texts: tuple[Text, ...]
    folders: tuple[Path, ...] = ()
    unread: tuple[Unread, ...] = ()


def shipped() -> tuple[str, ...]:
    """Return the names of the policies that ship with the package."""
    return tuple(sorted(path.stem for path in resources.policies_folder().glob(f"*{ENDING}")))


def read(policy: str | PathLike[str]) -> Text:
    """Return the text at a path, of the shipped policy of that name, or the text itself where it has several lines."""
    if isinstance(policy, str) and "\n" in policy:
        return Text(Source("<text>", policy), None)
    path = Path(policy)
    if not os.path.exists(path) and str(policy) in shipped():
        path = resources.policies_folder() / f"{policy}{ENDING}"
    missing = Diagnostic("policy-not-found", {"name": str(policy), "shipped": "、".join(shipped())}, path=str(policy))
    code = "policy-folder" if is_folder(policy) else "policy-unreadable"
    unreadable = Diagnostic(code, {"name": str(policy)}, path=str(policy))
    return Text(decoded(_bytes(path, missing, unreadable), str(policy)), path.parent, path)


def content(path: Path) -> bytes:
    """Return what a policy file holds, as far as the decoder takes it, or raise `PolicyError`."""
    unreadable = Diagnostic("policy-unreadable", {"name": str(path)}, path=str(path))
    return _bytes(path, unreadable, unreadable)


def is_folder(policy: str | PathLike[str]) -> bool:
    """Say whether a folder was named, and not a file, a shipped policy or a text."""
    if isinstance(policy, str) and ("\n" in policy or not policy):
        return False
    return os.path.isdir(policy)


def read_all(policies: Iterable[str | PathLike[str]]) -> Read:
    """Return the texts of several policies, each file once; of a folder, those of all policies in it."""
    texts: dict[object, Text] = {}
    folders: list[Path] = []
    unread: list[Unread] = []
    for policy in policies:
        named: tuple[str | PathLike[str], ...] = (policy,)
        if is_folder(policy):
            folders.append(Path(policy))
            named, wrong = policies_in(Path(policy))
            unread += (Unread(one.path or str(policy), (one,), len(texts)) for one in wrong)
        for one in named:
            try:
                text = read(one)
            except PolicyError as error:
                unread.append(Unread(str(one), error.diagnostics, len(texts)))
            else:
                texts.setdefault(text.source if text.path is None else text.path.resolve(), text)
    return Read(tuple(texts.values()), tuple(folders), tuple(unread))


def decoded(data: bytes, name: str) -> Source:
    """Return the source that bytes are, or raise `PolicyError`."""
    source, diagnostics = decode(data, name)
    if source is None:
        raise PolicyError(diagnostics)
    return source


def errors(diagnostics: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return those that stop a policy from being used."""
    return tuple(diagnostic for diagnostic in diagnostics if diagnostic.severity is Severity.ERROR)


@define(eq=False)
class Library:
    """Reads policies that belong together, each file once.

    `search` are folders to look for used policies in, `book` texts that are read anyhow, and `folders` those of the book.
    """

    search: tuple[Path, ...] = ()
    book: tuple[Text, ...] = ()
    folders: tuple[Path, ...] = ()
    _texts: dict[Path, Text] = field(factory=dict, init=False)
    _names: dict[str, list[Path]] = field(factory=dict, init=False)
    _places: set[Path] = field(factory=set, init=False)
    _read: dict[Path, CheckedPolicy] = field(factory=dict, init=False)
    _way: list[Path] = field(factory=list, init=False)

    def __attrs_post_init__(self) -> None:
        for text in self.book:
            if text.path is not None:
                self._texts[text.path.resolve()] = text
                self._names.setdefault(text.path.name, []).append(text.path)
        of_book = {place.parent for place in self._texts}
        folders = (*self.folders, *self.search, resources.policies_folder())
        self._places = {*of_book, *(folder.resolve() for folder in folders)}

    def examine_book(self) -> tuple[CheckedPolicy, ...]:
        """Parse and check the policies of the book, each with those that it uses."""
        return tuple(self.examine(*text) for text in self.book)

    def examine(
        self, source: Source, folder: Path | None, path: Path | None = None, *, scenarios: bool = True
    ) -> CheckedPolicy:
        """Parse and check a policy and those that it uses; `folder` is where its document is looked for.

        Of a policy that is only used, the scenarios are not read: they are tried where that policy itself is looked at.
        """
        place = None if path is None else path.resolve()
        if place is not None and place in self._read:
            return self._read[place]
        if not self._read and not self._way:
            self.begin(place)
        self._way += [] if place is None else [place]
        checked = self._examine(source, folder, place, scenarios)
        if place is not None:
            self._way.pop()
            self._read[place] = checked
        return checked

    def begin(self, place: Path | None) -> None:
        """Let what stands beside the first policy be used too."""
        if place is not None:
            self._places.add(place.parent)

    def _examine(self, source: Source, folder: Path | None, place: Path | None, scenarios: bool) -> CheckedPolicy:
        tree, mistakes = parse(source, scenarios=scenarios)
        document, unread = _document(tree, folder)
        found: list[Diagnostic] = [*mistakes, *unread]
        used = tuple(self._used(one, place, found) for one in _uses(tree))
        return _checked(source, tree, document, used, found, is_part=bool(mistakes))

    def _used(self, use: ast.Use, by: Path | None, found: list[Diagnostic]) -> Used:
        """Return a used policy, and add to what is `found` why it cannot be had or what is wrong with it."""
        try:
            policy = self._policy(use, by)
        except PolicyError as error:
            found += error.diagnostics
            return Used(use, None)
        wrong = errors(policy.diagnostics)
        if wrong:
            found.append(_about(use, "use-mistakes", count=str(len(wrong))))
        return Used(use, policy)

    def _policy(self, use: ast.Use, by: Path | None) -> CheckedPolicy:
        path = self.find(use.path.text, by)
        if isinstance(path, str):
            raise PolicyError([_about(use, path)])
        place = path.resolve()
        if place in self._way:
            way = (*self._way[self._way.index(place) :], place)
            raise PolicyError([_about(use, "use-circle", way=" → ".join(f"`{step.name}`" for step in way))])
        if place in self._read:
            return self._read[place]
        if len(self._way) > DEEPEST_USE:
            raise PolicyError([_about(use, "use-too-deep", limit=str(DEEPEST_USE))])
        if place in self._texts:
            return self.examine(*self._texts[place])
        if len(self._read.keys() - self._texts.keys()) + len(self._way) > MOST_USED:
            raise PolicyError([_about(use, "use-too-many", limit=str(MOST_USED))])
        unreadable = _about(use, "use-unreadable")
        source = decoded(_bytes(path, unreadable, unreadable), path.name)
        return self.examine(source, path.parent, path, scenarios=False)

    # --- where ------------------------------------------------------------------------------------------------------

    def find(self, written: str, by: Path | None) -> Path | str:
        """Return the file that is named by one at `by`, or the code of why there is none."""
        if not written or any(not sign.isprintable() for sign in written):
            return "use-missing"
        if PurePosixPath(written).is_absolute() or "\\" in written or PureWindowsPath(written).drive:
            return "use-outside"
        inside = [path for path in self._candidates(written, by) if self._is_inside(Path(normpath(path)))]
        for path in inside:
            if os.path.isfile(path):
                return path if self._is_inside(path.resolve()) else "use-outside"
        return "use-missing" if inside else "use-outside"

    def _candidates(self, written: str, by: Path | None) -> Iterator[Path]:
        if by is not None:
            yield by.parent / written
        # Where two of the book have one name, neither is meant.
        yield from self._names[written] if len(self._names.get(written, ())) == 1 else ()
        yield from (folder.resolve() / written for folder in self.search)
        yield resources.policies_folder() / written
        yield resources.policies_folder() / f"{written}{ENDING}"

    def _is_inside(self, path: Path) -> bool:
        return not self._places.isdisjoint((path, *path.parents))


@define(eq=False)
class Examination:
    """Texts that were read and are not parsed and checked before someone asks: the first, and after it those that are used.

    Each is held with its document, where it has one, and the places of what it uses by the names that it has for them.
    """

    texts: tuple["Held", ...]
    _checked: list[CheckedPolicy] = field(factory=list, init=False)

    def __reduce__(self) -> tuple[object, ...]:
        return Examination, (self.texts,)

    def policy(self) -> CheckedPolicy:
        """Return the first policy, checked: the same whenever and from whatever thread it is asked for."""
        if not self._checked:
            self._checked.append(_examined(self.texts, 0, {}))
        return self._checked[0]


class Held(NamedTuple):
    """A text that was read, its document, and the places among other texts of those that it uses."""

    source: Source
    document: Source | None
    uses: Mapping[str, int]


def _examined(texts: Sequence[Held], place: int, known: dict[int, CheckedPolicy]) -> CheckedPolicy:
    if place not in known:
        held = texts[place]
        tree, mistakes = parse(held.source, scenarios=place == 0)
        document, unread = (held.document, ()) if held.document is not None else _document(tree, None)
        used = tuple(Used(use, _examined(texts, held.uses[use.path.text], known)) for use in _uses(tree))
        known[place] = _checked(held.source, tree, document, used, [*mistakes, *unread], is_part=bool(mistakes))
    return known[place]


def _uses(tree: ast.File) -> tuple[ast.Use, ...]:
    return tuple(one for one in tree.declarations if isinstance(one, ast.Use))


def _checked(
    source: Source, tree: ast.File, document: Source | None, used: tuple[Used, ...], found: list[Diagnostic], *, is_part: bool
) -> CheckedPolicy:
    """Check a tree, and add what was found before and what is wrong with what it uses."""
    checked = check(source, tree, document, used, is_part=is_part)
    below = [d for one in used if one.policy is not None for d in errors(one.policy.diagnostics)]
    return evolve(checked, diagnostics=(*by_place((*found, *checked.diagnostics)), *by_place(below)))


def _about(use: ast.Use, code: str, **arguments: str) -> Diagnostic:
    return Diagnostic(code, {"path": use.path.text, **arguments}, use.path.span)


# --- documents --------------------------------------------------------------------------------------------------------


def _document(tree: ast.File, folder: Path | None) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    """Return the document that a policy names, which stands beside it, or why it cannot be had."""
    named = next((item(d.items, "source") for d in tree.declarations if isinstance(d, ast.Policy)), None)
    if not isinstance(named, ast.TextItem):
        return None, ()
    arguments = {"name": named.text}
    if folder is None:
        return None, (Diagnostic("document-not-compared", arguments, named.span, severity=Severity.WARNING),)
    if named.text in ("", ".", "..") or any(sign in named.text for sign in "/\\\0"):
        return None, (Diagnostic("document-elsewhere", arguments, named.span),)
    missing = Diagnostic("document-missing", arguments, named.span)
    unreadable = Diagnostic("document-unreadable", arguments, named.span)
    try:
        return decoded(_bytes(folder / named.text, missing, unreadable), named.text), ()
    except PolicyError as error:
        return None, error.diagnostics


def read_beside(path: Path) -> Source | None:
    """Return the text of a policy or of a document, `None` where it cannot be had."""
    unreadable = Diagnostic("policy-unreadable", {"name": str(path)}, path=str(path))
    try:
        return decoded(_bytes(path, unreadable, unreadable), path.name)
    except PolicyError:
        return None


def _bytes(path: Path, missing: Diagnostic, unreadable: Diagnostic) -> bytes:
    """Return what a file holds, but little more than a policy or a document may; the decoder refuses the rest."""
    try:
        with path.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise PolicyError([missing]) from None
    except (OSError, ValueError):
        raise PolicyError([unreadable]) from None
