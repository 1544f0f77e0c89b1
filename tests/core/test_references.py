"""All that an outline refers to stands in the program, and a wrong reference is found wherever it stands."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import attrs
import pytest
from attrs import evolve

import policyrules
from policyrules.core import outline as outlines
from policyrules.core.outline import Lowered, Outline, RecordSteps, Site, SiteKind
from policyrules.core.references import FIELDS, check_references
from policyrules.testing.wild.policies import policies
from policyrules.values.types import Scalar

CLONE = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def lowered() -> tuple[Lowered, ...]:
    """Return what some policies were lowered to, in which every class of an outline occurs."""
    written = (policyrules.load(name).lowered for name in (CLONE / "examples" / "northport.pol", "江门专精特新"))
    drawn = (*islice(policies(4), 8), next(policies(32)))  # the last one changes a year of a series in a property
    return (*(one.build().lowered for one in drawn), *written)


def within(one: object, seen: set[int]) -> Iterator[Any]:
    """Yield all that an outline consists of."""
    if isinstance(one, tuple):
        for part in one:
            yield from within(part, seen)
    elif type(one).__module__ == outlines.__name__ and attrs.has(type(one)) and id(one) not in seen:
        seen.add(id(one))
        yield one
        for field in attrs.fields(type(one)):
            yield from within(getattr(one, field.name), seen)


def test_what_lowering_makes_refers_to_what_is_there(lowered: tuple[Lowered, ...]) -> None:
    for one in lowered:
        check_references(one)


def replaced(one: Any, old: object, new: object, known: dict[int, Any] | None = None) -> Any:
    """Return an outline with one of its parts, wherever it stands, put in the place of another."""
    known = {id(old): new} if known is None else known
    if id(one) not in known:
        if isinstance(one, tuple):
            known[id(one)] = tuple(replaced(part, old, new, known) for part in one)
        elif type(one).__module__ == outlines.__name__ and attrs.has(type(one)):
            parts = {f.name: replaced(getattr(one, f.name), old, new, known) for f in attrs.fields(type(one)) if f.init}
            known[id(one)] = evolve(one, **parts)
        else:
            return one
    return known[id(one)]


def broken(cls: type, name: str, lowered: tuple[Lowered, ...], node: int) -> Lowered | None:
    """Return an outline in which a field refers elsewhere, the first that has one."""
    for one in lowered:
        for part in within(one.outline, set()):
            if type(part) is cls and getattr(part, name) is not None:
                return evolve(one, outline=replaced(one.outline, part, evolve(part, **{name: node})))
    return None


@pytest.mark.parametrize(("cls", "name"), [(cls, name) for cls, fields in FIELDS.items() for name in fields])
@pytest.mark.parametrize("node", [-1, 10**9])
def test_a_reference_to_no_node_is_found(cls: type, name: str, node: int, lowered: tuple[Lowered, ...]) -> None:
    wrong = broken(cls, name, lowered, node)
    assert wrong is not None, f"no policy has a {cls.__name__} with `{name}`"
    with pytest.raises(AssertionError):
        check_references(wrong)


def test_a_truth_is_not_taken_for_an_amount(lowered: tuple[Lowered, ...]) -> None:
    one = lowered[0]
    spec = one.outline.entitlements[0]
    number = next(n for n, node in enumerate(one.program.nodes) if node.type is not Scalar.BOOL)
    with pytest.raises(AssertionError, match="wrong type"):
        check_references(evolve(one, outline=replaced(one.outline, spec, evolve(spec, verdict=number))))


def test_every_field_that_says_a_node_is_known() -> None:
    """A field of whole numbers refers to a node or is one of these."""
    others = {"line", "lines", "rank", "validity_months", "count", "months", "times", "number", "at"}
    for cls in vars(outlines).values():
        if isinstance(cls, type) and attrs.has(cls) and cls.__module__ == outlines.__name__ and cls is not Outline:
            numbers = {f.name for f in attrs.fields(cls) if f.type in (int, int | None, "int", "int | None")}
            assert numbers - others == set(FIELDS.get(cls, {})), cls


def test_what_is_asked_of_records_needs_a_question_about_records(lowered: tuple[Lowered, ...]) -> None:
    for kind in (Site, RecordSteps):
        one, part = next(
            (one, part)
            for one in lowered
            for part in within(one.outline, set())
            if type(part) is kind and (kind is RecordSteps or part.kind is SiteKind.EACH)
        )
        same = [n for n, node in enumerate(one.program.nodes) if node.body is None]
        wrong = evolve(one, outline=replaced(one.outline, part, evolve(part, node=same[-1])))
        with pytest.raises(AssertionError):
            check_references(wrong)


def test_exceptions_are_those_of_the_question(lowered: tuple[Lowered, ...]) -> None:
    one, site = next(
        (one, part)
        for one in lowered
        for part in within(one.outline, set())
        if isinstance(part, Site) and part.kind is SiteKind.EXCEPTIONS
    )
    with pytest.raises(AssertionError, match="missing"):
        check_references(evolve(one, outline=replaced(one.outline, site, evolve(site, exceptions=site.exceptions[1:]))))


@pytest.mark.parametrize(("at", "match"), [(-1, "no child"), (10**9, "no child"), (0, "something else")])
def test_a_row_stands_where_its_table_asks_for_its_value(at: int, match: str, lowered: tuple[Lowered, ...]) -> None:
    one, site = next(
        (one, part)
        for one in lowered
        for part in within(one.outline, set())
        if isinstance(part, Site) and part.table is not None and part.table.keys and part.table.rows
    )
    rows = (evolve(site.table.rows[0], at=at), *site.table.rows[1:])
    wrong = evolve(site, table=evolve(site.table, rows=rows))
    with pytest.raises(AssertionError, match=match):
        check_references(evolve(one, outline=replaced(one.outline, site, wrong)))


def test_what_scenarios_ask_for_is_a_node(lowered: tuple[Lowered, ...]) -> None:
    wrong = evolve(lowered[0].outline, asked=(("甲", 10**9),))
    with pytest.raises(AssertionError, match="甲"):
        check_references(evolve(lowered[0], outline=wrong))


def test_a_policy_that_is_not_used_is_not_named(lowered: tuple[Lowered, ...]) -> None:
    one, site = next(
        (one, part)
        for one in lowered
        for part in within(one.outline, set())
        if isinstance(part, Site) and part.policy is not None
    )
    with pytest.raises(AssertionError, match="not used"):
        check_references(evolve(one, outline=replaced(one.outline, site, evolve(site, policy="无此政策"))))
