"""The tree of an explanation as data: every line, the decisive ones marked, and nothing shared."""

from collections.abc import Iterator
from typing import Any

from policyrules.explain.tree_document import Trees
from tests.explain.cases import PROVINCIAL
from tests.explain.pipeline import decide, jiangmen


def lines(tree: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield tree
    for child in tree["children"]:
        yield from lines(child)


def test_the_tree_has_every_line_and_what_is_used_twice_stands_in_each_place_on_its_own() -> None:
    trees, outcomes = Trees("zh"), decide(jiangmen(), PROVINCIAL, "2023-03-01").entitlements
    made = [trees.tree(outcome.explanation, decisive=True) for outcome in outcomes]
    found = [line for tree in made for line in lines(tree)]
    assert [sum(1 for _ in lines(tree)) for tree in made] == [outcome.explanation.size for outcome in outcomes]
    assert len(set(map(id, found))) == len(found)


def test_below_what_does_not_matter_nothing_is_decisive() -> None:
    tree = Trees("zh").tree(decide(jiangmen(), PROVINCIAL, "2023-03-01")["税务服务"].explanation, decisive=False)
    assert not any(line["decisive"] for line in lines(tree))
