"""Advice on readings, by which a policy says in which ways its document can be read.

In: a policy. Out: readings on which nothing depends, options that make no difference, and options that no scenario takes.
"""

from collections.abc import Iterator

from policyrules.checking.policy import BindingKind
from policyrules.core.program import Op
from policyrules.diagnostics import Diagnostic
from policyrules.lint.possible import depending
from policyrules.lint.subject import Subject, advice
from policyrules.syntax import ast


def reading_idle(subject: Subject) -> Iterator[Diagnostic]:
    """Find readings on which no verdict, no amount and nothing else that a decision tells depends."""
    told = set(subject.told)
    for reading in subject.checked.all(ast.Reading):
        if not told & _on(subject, reading):
            yield advice("reading-idle", reading.name, name=reading.name.name)


def reading_alike(subject: Subject) -> Iterator[Diagnostic]:
    """Find options of a reading that no condition tells apart."""
    chosen = _chosen(subject)
    asked = {
        (binding.declaration, binding.name)
        for name, binding in subject.checked.bindings.items()
        if binding.kind is BindingKind.MEMBER and name not in chosen
    }
    for reading in subject.checked.all(ast.Reading):
        alike = [option for option in reading.options if (reading, option.name.name) not in asked]
        if len(alike) > 1:
            names = "、".join(option.name.name for option in alike)
            yield advice("reading-alike", alike[1].name, name=reading.name.name, options=names)


def reading_untried(subject: Subject) -> Iterator[Diagnostic]:
    """Find options that no scenario takes, of readings on which what scenarios expect can depend."""
    expected = set(subject.expected)
    taken = {(g.reading.name, g.option.name) for g in _given(subject)}
    for reading in subject.checked.all(ast.Reading):
        if not subject.checked.all(ast.Scenario) or not expected & _on(subject, reading):
            continue
        for option in reading.options:
            is_default = reading.default is not None and option.name.name == reading.default.name
            if not is_default and (reading.name.name, option.name.name) not in taken:
                yield advice("reading-untried", option.name, name=reading.name.name, option=option.name.name)


def _on(subject: Subject, reading: ast.Reading) -> frozenset[int]:
    """Return the nodes that depend on a reading."""
    nodes = subject.lowered.program.nodes
    return depending(nodes, lambda node: node.op is Op.READING and node.data == reading.name.name)


def _given(subject: Subject) -> Iterator[ast.GivenReading]:
    lines = (line for scenario in subject.checked.all(ast.Scenario) for line in scenario.lines)
    return (line for line in lines if isinstance(line, ast.GivenReading))


def _chosen(subject: Subject) -> set[ast.Name]:
    """Return the names of options that are not asked for, but taken: as the default, or in a scenario."""
    defaults = {reading.default for reading in subject.checked.all(ast.Reading) if reading.default is not None}
    return defaults | {given.option for given in _given(subject)}
