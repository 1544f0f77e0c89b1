"""Text becomes functions, which name their constants, and which tracebacks can show."""

import gc
import linecache
import traceback

import pytest

from policyrules.generating import compiled, constant, function


def test_a_function_is_a_head_and_its_lines() -> None:
    assert function("f", ["a", "b"], ["return a"]) == "def f(a, b):\n    return a"


def test_numbers_of_everyday_size_are_written_and_all_else_is_named() -> None:
    constants: dict[str, object] = {}
    assert [constant(constants, value) for value in (-7, 10**18, "1 or 2", 10**17)] == ["-7", "k0", "k1", str(10**17)]
    assert constants == {"k0": 10**18, "k1": "1 or 2"}


def test_what_is_compiled_is_shown_where_it_fails() -> None:
    divide = compiled(function("divide", ["a"], ["return k0 / a"]), "divide", {"k0": 6})
    assert divide(3) == 2
    with pytest.raises(ZeroDivisionError) as failed:
        divide(0)
    assert "return k0 / a" in "".join(traceback.format_tb(failed.tb))


def test_a_text_is_kept_as_long_as_its_function() -> None:
    text = function("kept", [], ["return 1"])
    first, second = compiled(text, "kept", {}), compiled(text, "kept", {})
    file = second.__code__.co_filename
    del first
    gc.collect()
    assert linecache.getline(file, 2) == "    return 1"
    del second
    gc.collect()
    assert file not in linecache.cache


def test_a_text_reaches_nothing_but_what_it_is_given() -> None:
    with pytest.raises(NameError):
        compiled(function("reach", [], ["return open"]), "reach", {})()
