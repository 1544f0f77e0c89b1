from hypothesis import given, settings
from hypothesis import strategies as st

from policyrules.checking.graphs import circle, components, is_circular, walk
from policyrules.syntax import ast
from tests.checking.texts import FACTS, checked

graphs = st.integers(1, 7).flatmap(
    lambda size: st.lists(st.lists(st.integers(0, size - 1), max_size=4), min_size=size, max_size=size).map(
        lambda rows: dict(enumerate(rows))
    )
)


def reaches(graph: dict[int, list[int]], start: int) -> set[int]:
    found, stack = set[int](), [start]
    while stack:
        for successor in graph[stack.pop()]:
            if successor not in found:
                found.add(successor)
                stack.append(successor)
    return found


@settings(max_examples=200)
@given(graphs)
def test_components_hold_what_reaches_one_another_and_stand_after_what_they_stand_on(graph: dict[int, list[int]]) -> None:
    found = components(graph)
    place = {node: number for number, component in enumerate(found) for node in component}
    assert sorted(place) == sorted(graph)
    for one in graph:
        for other in graph:
            mutual = one == other or (other in reaches(graph, one) and one in reaches(graph, other))
            assert (place[one] == place[other]) == mutual
        assert all(place[successor] <= place[one] for successor in graph[one])


@settings(max_examples=200)
@given(graphs)
def test_a_circle_goes_from_its_first_node_along_the_edges_back_to_it(graph: dict[int, list[int]]) -> None:
    for component in components(graph):
        assert is_circular(graph, component) == (component[0] in reaches(graph, component[0]))
        if is_circular(graph, component):
            way = circle(graph, component)
            assert way[0] == component[0]
            assert all(after in graph[before] for before, after in zip(way, (*way[1:], way[0]), strict=True))


def test_a_chain_as_long_as_a_file_is_no_recursion() -> None:
    graph = {number: [number + 1] for number in range(100_000)} | {100_000: []}
    assert [component[0] for component in components(graph)] == list(range(100_000, -1, -1))


def test_a_walk_goes_through_the_text_in_order() -> None:
    tree = checked(f"{FACTS}    总是: 人数 高于 1 且 上市\n").tree
    assert [node.name for node in walk(tree.declarations[-1:]) if isinstance(node, ast.Name)][-2:] == ["人数", "上市"]
