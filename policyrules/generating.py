"""Functions of Python that are written as text, and compiled.

In: lines, and the constants that they name. Out: the text of a function, and the function itself, whose text tracebacks can
show. Knows nothing of policies.
"""

import linecache
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from types import MappingProxyType
from typing import Any, cast
from weakref import finalize

#: What a text may call that it is not given.
_BUILTINS: Mapping[str, object] = MappingProxyType(
    {
        "min": min, "max": max, "tuple": tuple, "len": len, "type": type, "int": int, "str": str, "dict": dict, "list": list,
        "ValueError": ValueError, "KeyError": KeyError,
    }
)  # fmt: skip


def constant(constants: dict[str, object], value: object) -> str:
    """Return how a constant is written: a number of everyday size as it is, all else by a name that it is given."""
    if isinstance(value, int) and abs(value) < 10**18:
        return str(value)
    name = f"k{len(constants)}"
    constants[name] = value
    return name


def function(name: str, parameters: Sequence[str], lines: Sequence[str]) -> str:
    """Return the text of a function."""
    return "\n".join((f"def {name}({', '.join(parameters)}):", *(f"    {line}" for line in lines)))


def compiled(source: str, name: str, constants: Mapping[str, object]) -> Callable[..., Any]:
    """Return a function of a text, which tracebacks can show as long as the function is there."""
    file = f"<policy {sha256(source.encode()).hexdigest()[:12]} {name}>"
    shown = len(source), None, source.splitlines(keepends=True), file
    linecache.cache[file] = shown
    names = {**constants, "__builtins__": dict(_BUILTINS)}  # of any other mapping, Python looks up names the long way
    exec(compile(source, file, "exec"), names)
    made = cast(Callable[..., Any], names[name])
    finalize(made, _forget, file, shown).atexit = False
    return made


def _forget(file: str, shown: object) -> None:
    """Forget the text of a function that is gone, unless another has the same."""
    if linecache.cache.get(file) is shown:
        del linecache.cache[file]
