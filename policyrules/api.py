"""The pipeline in one place, one short function per arrow.

    file ─read▶ source ─examine▶ checked policy ─lower▶ program ─decide▶ decision

In: a path, the name of a shipped policy, or the text of one; a folder, or several of them. Out: a `Policy`, or a `Book` of
policies. Mistakes of the user are values up to here, and become one `PolicyError` that carries them all. Knows no format of
facts files and prints nothing.
"""

from collections.abc import Iterable, Iterator, Sequence
from os import PathLike
from pathlib import Path
from typing import NamedTuple

from policyrules.book import Book
from policyrules.caching.keeping import load_kept
from policyrules.checking.books import check_together
from policyrules.checking.policy import CheckedPolicy
from policyrules.collecting import put_off
from policyrules.core.lower import lower, lower_book
from policyrules.diagnostics import Diagnostic, PolicyError
from policyrules.library import Library, Read, errors, is_folder, read, read_all
from policyrules.policy import Policy as Policy
from policyrules.policy import covered as covered
from policyrules.source import Source

#: A path, the name of a shipped policy, or a text of several lines.
Named = str | PathLike[str]


class Examined(NamedTuple):
    """A file of a book: what it is called, the policy in it where it could be read, and what is wrong with it."""

    name: str
    policy: CheckedPolicy | None
    diagnostics: tuple[Diagnostic, ...]


def load(policy: Named, *, search: Sequence[Named] = (), cache: Named | None = None) -> Policy:
    """Return the policy at a path, the shipped policy of that name, or the one whose text this is (it has several lines).

    Policies that are used are looked for beside the one that uses them, then in the folders of `search`, then among those that
    ship. `cache` is a folder in which the policy is kept ready, so that it is loaded faster the next time. Whoever may write
    there decides what is loaded: a folder that others may write to is refused.

    Raises `PolicyError` with everything that is wrong, a file that cannot be read included.
    """
    with put_off():
        text = read(policy)
        if cache is None:
            return build(*text, search=search)
        return load_kept(text, tuple(map(Path, search)), Path(cache), lambda: build(*text, search=search))


def load_book(policies: Named | Iterable[Named], *, search: Sequence[Named] = ()) -> Book:
    """Return the policies of a folder, or of several folders and policies, as one book.

    A policy is named as for `load`; of a folder, those in the folders within it belong to it. Policies that are used are looked
    for in the book too, before the folders of `search`. Raises `PolicyError` with everything that is wrong in all files.
    """
    with put_off():
        return build_book(read_all(_several(policies)), search=search)


def check(policies: Named | Iterable[Named], *, search: Sequence[Named] = ()) -> tuple[Diagnostic, ...]:
    """Return everything that is wrong with a policy, or a book of them, in the order of the text; nothing is raised."""
    try:
        if isinstance(policies, str | PathLike) and not is_folder(policies):
            return load(policies, search=search).warnings
        return load_book(policies, search=search).warnings
    except PolicyError as error:
        return error.diagnostics


def _several(policies: Named | Iterable[Named]) -> Iterable[Named]:
    return (policies,) if isinstance(policies, str | PathLike) else policies


# --- the arrows -------------------------------------------------------------------------------------------------------


@put_off()
def examine(source: Source, folder: Path | None, path: Path | None = None, *, search: Sequence[Named] = ()) -> CheckedPolicy:
    """Parse and check a policy, and those that it uses.

    `folder` is where its document is looked for, `path` the file that it stands in, where it stands in one.
    """
    return Library(tuple(map(Path, search))).examine(source, folder, path)


@put_off()
def build(source: Source, folder: Path | None, path: Path | None = None, *, search: Sequence[Named] = ()) -> Policy:
    """Parse, check and lower a policy, or raise `PolicyError`."""
    checked = examine(source, folder, path, search=search)
    if errors(checked.diagnostics):
        raise PolicyError(checked.diagnostics)
    return Policy(checked, lower(checked))


@put_off()
def examine_book(given: Read, *, search: Sequence[Named] = ()) -> tuple[Examined, ...]:
    """Parse and check the policies of a book, each alone and beside the others, and tell of each file what is wrong with it."""
    policies = Library(tuple(map(Path, search)), given.texts, given.folders).examine_book()
    checked = zip(policies, check_together(policies), strict=True)
    found = [(n, Examined(policy.source.name, policy, wrong)) for n, (policy, wrong) in enumerate(checked)]
    unread = [(one.after - 1, Examined(one.name, None, one.diagnostics)) for one in given.unread]
    return tuple(one for _, one in sorted((*found, *unread), key=lambda placed: placed[0]))


def build_each(given: Read, *, search: Sequence[Named] = ()) -> Iterator[tuple[str, Policy | PolicyError]]:
    """Yield each policy of a book as it is alone, after the name of its file, or everything that is wrong with it."""
    for file in examine_book(given, search=search):
        yield file.name, _alone(file)


def _alone(file: Examined) -> Policy | PolicyError:
    policy = file.policy
    if policy is None or errors(policy.diagnostics):
        return PolicyError(file.diagnostics if policy is None else policy.diagnostics)
    try:
        return Policy(policy, lower(policy))
    except PolicyError as error:
        return error


@put_off()
def check_book(given: Read, *, search: Sequence[Named] = ()) -> tuple[Examined, ...]:
    """Tell of each file of a book everything that is wrong with it; nothing is raised."""
    examined = examine_book(given, search=search)
    policies = tuple(file.policy for file in examined if file.policy is not None)
    if policies and not errors([one for file in examined for one in file.diagnostics]):
        try:
            lower_book(policies)
        except PolicyError as error:
            return tuple(file._replace(diagnostics=(*file.diagnostics, *_of(file, error))) for file in examined)
    return examined


def _of(file: Examined, error: PolicyError) -> Iterator[Diagnostic]:
    for diagnostic in error.diagnostics:
        if diagnostic.span is None or (file.policy is not None and diagnostic.span.source is file.policy.source):
            yield diagnostic


@put_off()
def build_book(given: Read, *, search: Sequence[Named] = ()) -> Book:
    """Parse, check and lower the policies of a book, or raise `PolicyError` with all that is wrong in all files."""
    examined = examine_book(given, search=search)
    found = tuple(diagnostic for file in examined for diagnostic in file.diagnostics)
    if not examined:
        found = (Diagnostic("book-empty"),)
    if errors(found):
        raise PolicyError(found)
    policies = tuple(file.policy for file in examined if file.policy is not None)
    return Book.of(policies, lower_book(policies), found)
