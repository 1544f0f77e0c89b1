"""Random properties are of every kind, and none is one that checking refuses."""

from itertools import islice

from policyrules.syntax import ast
from policyrules.testing.wild.policies import policies

SOME = tuple(islice(policies(4_000), 56))


def test_properties_of_every_kind_occur_and_nothing_is_said_of_them() -> None:
    properties = [one for policy in SOME for one in policy.tree.declarations if isinstance(one, ast.Property)]
    items = [item for one in properties for item in one.items]
    keys = {item.key for item in items}
    assert keys >= {"when", "window", "must_hold", "must_be_known", "given_only", "change", "must_not_fall", "may_fall_by"}
    changes = {item.direction for item in items if isinstance(item, ast.ChangeItem)}
    assert changes == {"increases", "decreases", "becomes", "gains_one"}
    assert [d.message("zh") for policy in SOME for d in policy.diagnostics] == []


def test_the_properties_of_a_random_policy_can_be_lowered() -> None:
    for one in SOME[:12]:
        written = [d.name.name for d in one.tree.declarations if isinstance(d, ast.Property)]
        assert [spec.name for spec in one.build().outline.properties] == written
