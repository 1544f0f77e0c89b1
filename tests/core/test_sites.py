from collections.abc import Sequence

import pytest

import policyrules
from policyrules.core.program import Node, Op
from policyrules.core.sites import Path, places, roots


def asked(nodes: Sequence[Node], path: Path) -> Node:
    """Return the question of a path."""
    node = nodes[path[0]]
    return node if len(path) == 1 else asked(node.body.nodes, path[1:]) if node.body else node


@pytest.mark.parametrize("name", policyrules.shipped())
def test_every_path_leads_to_the_question_that_is_written_there(name: str) -> None:
    policy = policyrules.load(name)
    found = places(policy.outline)
    for path, site in found.items():
        assert path[-1] == site.node
        around = [asked(policy.program.nodes, path[:length]).op for length in range(1, len(path))]
        assert set(around) <= {Op.EACH}
        assert asked(policy.program.nodes, path)


def test_what_is_promised_and_what_it_rests_on_are_among_the_roots(jiangmen: policyrules.Policy) -> None:
    sites, found = roots(jiangmen.outline), places(jiangmen.outline)
    assert {spec.site for spec in jiangmen.outline.entitlements} <= set(sites)
    assert {(spec.verdict,) for spec in jiangmen.outline.entitlements} <= set(found)
    assert max(map(len, found)) >= 2
    assert jiangmen.outline.in_force_site is not None and (jiangmen.outline.in_force_site.node,) in found
