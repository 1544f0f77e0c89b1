"""Makes a bug in a process that has everything imported already, and runs one test there: a new interpreter takes seconds.

In: a file of ours, its text with a bug in it, and a test. Out: what pytest ends with. Only bugs inside functions can be made
so; what a module does when it is imported was done before. Where processes cannot be forked, this is of no use.
"""

import ast
import gc
import importlib
import multiprocessing
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import redirect_stdout
from pathlib import Path
from types import CodeType, FunctionType

#: What the server of processes imports once; no policy is loaded there, and no answer given, so that all is done with the bug.
IMPORTED = ["pytest", "hypothesis", "jsonschema", "tests.conftest", "tests.conformance.shown"]

#: Whether the system can fork processes.
POSSIBLE = "forkserver" in multiprocessing.get_all_start_methods()


class NotInFunctionsError(ValueError):
    """A bug changes what a module does when it is imported, which happened before."""


def functions(tree: ast.AST, inside: str = "") -> Iterator[tuple[str, ast.AST]]:
    """Yield the functions of a module and the methods of its classes, each with its name as Python tells it."""
    for node in ast.iter_child_nodes(tree):
        match node:
            case ast.FunctionDef():
                yield inside + node.name, node
            case ast.ClassDef():
                yield from functions(node, f"{inside}{node.name}.")


def changed(old: str, new: str) -> Mapping[str, CodeType]:
    """Return the functions that differ, as they are in the new text. Raises `NotInFunctionsError` where anything else does."""
    trees = ast.parse(old), ast.parse(new)
    before, after = ({name: ast.dump(node) for name, node in functions(tree)} for tree in trees)
    names = {name for name in before if before[name] != after.get(name)}
    for tree in trees:
        for name, node in functions(tree):
            if name in names:
                node.body = []
    if not names or ast.dump(trees[0]) != ast.dump(trees[1]):
        raise NotInFunctionsError
    return {name: code for name, code in _codes(compile(new, "<seeded>", "exec")) if name in names}


def _codes(code: CodeType) -> Iterator[tuple[str, CodeType]]:
    for part in code.co_consts:
        if isinstance(part, CodeType):
            yield part.co_qualname, part
            yield from _codes(part)


def seed(module: str, old: str, new: str) -> None:
    """Put a bug into a module that is imported, wherever its functions are held."""
    codes = changed(old, new)
    held = [one for one in gc.get_objects() if isinstance(one, FunctionType) and one.__module__ == module]
    found = [one for one in held if one.__qualname__ in codes and one.__code__.co_name == codes[one.__qualname__].co_name]
    if {one.__qualname__ for one in found} != set(codes):
        raise NotInFunctionsError(sorted(codes))
    for one in found:
        one.__code__ = codes[one.__qualname__]


def run(file: str, old: str, new: str, asked: list[str], clone: Path, seconds: float) -> tuple[int | None, str]:
    """Run pytest in a fork in which a bug was made; return what it ends with, `None` where it does not end, and what it says.

    Raises `NotInFunctionsError` where the bug cannot be made so.
    """
    changed(old, new)
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(IMPORTED)
    module = file.removesuffix(".py").replace("/", ".")
    with tempfile.TemporaryDirectory() as folder:
        said = Path(folder) / "said"
        process = context.Process(target=_asked, args=(module, old, new, asked, str(clone), str(said)))
        process.start()
        process.join(seconds)
        if process.exitcode is None:
            process.kill()
            process.join()
            return None, ""
        return process.exitcode, said.read_text(encoding="utf-8", errors="replace")


def _asked(module: str, old: str, new: str, asked: list[str], clone: str, said: str) -> None:
    import pytest

    os.chdir(clone)
    importlib.import_module(module)
    seed(module, old, new)
    with open(said, "w", encoding="utf-8") as file, redirect_stdout(file):
        status = pytest.main(asked)
    os._exit(status)  # what was forked has nothing to take leave of
