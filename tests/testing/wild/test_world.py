"""What a random policy asks for is declared once, under a name that nothing else has."""

from policyrules.syntax import ast
from policyrules.testing.wild.world import FACT_TYPES, OUTSIDE
from policyrules.values.types import ListType, Scalar
from tests.testing.wild.worlds import world


def test_no_two_things_have_one_name() -> None:
    for seed in range(20):
        drawn = world(seed)
        names = [drawn.fresh(kind) for kind in ("bool", "bool", "bool", "enum", "member", "member") for _ in range(3)]
        assert len(set(names)) == len(names)


def test_what_is_asked_for_is_declared() -> None:
    drawn = world(3)
    facts = [drawn.fact(type_) for type_ in FACT_TYPES for _ in range(3)]
    lines = {line.name.name for line in drawn.lines if isinstance(line, ast.FieldLine)}
    assert {fact.name for fact in facts} == lines
    assert [fact.type for fact in facts] == [type_ for type_ in FACT_TYPES for _ in range(3)]


def test_a_list_is_of_records_that_are_declared() -> None:
    drawn = world(4)
    fact = drawn.list_fact()
    assert isinstance(fact.type, ListType)
    assert any(isinstance(one, ast.Record) and one.name.name == fact.type.element.name for one in drawn.declarations)
    assert any(field.optional for field in fact.type.element.fields)


def test_ranges_hold_their_ends() -> None:
    ranged = [world(seed).fact(Scalar.MONEY, ranged=True) for seed in range(10)]
    assert all(fact.low is not None and fact.high is not None and fact.low < fact.high for fact in ranged)


def test_a_variable_is_called_like_nothing_else() -> None:
    drawn = world(1)
    drawn.taken.add("甲")
    assert drawn.free(OUTSIDE, ("甲", "乙")) == "乙"


def test_a_type_that_the_used_policy_declares_is_not_named() -> None:
    drawn, used = world(2), world(5)
    theirs = [used.fact(used.enum()), used.list_fact()]
    assert not any(drawn.is_own(fact.type) or drawn.can_give(fact.type) for fact in theirs)
    drawn.facts.append(theirs[0])
    drawn.lists.append(theirs[1])
    assert all(drawn.can_give(fact.type) for fact in theirs)
    assert isinstance(theirs[1].type, ListType)
    for _ in range(30):
        assert drawn.fact(theirs[0].type) is theirs[0]
        assert drawn.list_fact(theirs[1].type.element) is theirs[1]
    assert drawn.lines == []
