"""Conditions and windows of declarations."""

from datetime import date

import pytest

from policyrules.core.outline import Lowered, Site, SiteKind, Window
from policyrules.core.program import Comparator, Node, Op
from policyrules.values.answers import point
from policyrules.values.types import Scalar
from tests.core.texts import HEAD, MEASURE, lowered

IN_FORCE = "施行: 2022-01-01 至 2024-12-31"


def in_force(written: str, before: str = "") -> tuple[Lowered, Window, Site]:
    policy = lowered(f"{HEAD.replace(IN_FORCE, written)}{before}\n{MEASURE}")
    window, site = policy.outline.in_force, policy.outline.in_force_site
    assert window is not None and site is not None
    return policy, window, site


def day(text: str) -> Node:
    return Node(Op.LITERAL, (), Scalar.DATE, point(date.fromisoformat(text).toordinal()))


def end(policy: Lowered, index: int | None) -> Node | None:
    return None if index is None else policy.program.nodes[index]


def test_a_window_asks_whether_the_decision_date_is_within_its_ends() -> None:
    policy, window, site = in_force(IN_FORCE)
    nodes = policy.program.nodes
    assert (end(policy, window.first), end(policy, window.last)) == (day("2022-01-01"), day("2024-12-31"))
    whole = nodes[window.node]
    assert whole.op is Op.AND
    assert [nodes[argument].data for argument in whole.args] == [Comparator.LE] * 2
    sides = [[nodes[side].op for side in nodes[argument].args] for argument in whole.args]
    assert sides == [[Op.LITERAL, Op.DAY], [Op.DAY, Op.LITERAL]]
    assert (site.kind, site.node, site.label) == (SiteKind.WINDOW, window.node, "policy")


def test_the_site_of_a_window_shows_both_ends() -> None:
    _, _, site = in_force(IN_FORCE)
    assert site.text == IN_FORCE
    assert [child.text for child in site.children] == ["2022-01-01 ≤ 当日", "当日 ≤ 2024-12-31"]
    assert {child.kind for child in site.children} == {SiteKind.COMPARE}
    assert {value.kind for child in site.children for value in child.children} == {SiteKind.VALUE}


@pytest.mark.parametrize(
    ("written", "operators"),
    [("施行: 2022-01-01 起 3年", ["+months", "-days"]), ("施行: 2022-01-01 起 90天", ["+days", "-days"])],
)
def test_a_window_with_a_length_ends_on_the_day_before(written: str, operators: list[str]) -> None:
    policy, window, site = in_force(written)
    last = end(policy, window.last)
    assert last is not None and last.op is Op.SHIFT
    after, one = (policy.program.nodes[argument] for argument in last.args)
    assert [after.data, last.data] == operators
    assert one == Node(Op.LITERAL, (), Scalar.DAYS, point(1))
    assert site.children[1].text == f"当日 ≤ {written}"


def test_a_window_may_have_one_end() -> None:
    policy, window, _ = in_force("施行: 2022-01-01 起")
    assert (end(policy, window.first), window.last) == (day("2022-01-01"), None)
    assert policy.program.nodes[window.node].op is Op.COMPARE
    policy, window, _ = in_force("施行: 至 2024-12-31")
    assert (window.first, end(policy, window.last)) == (None, day("2024-12-31"))


def test_an_end_may_be_a_definition() -> None:
    before = "定义 末日 = 如果 末日算法 为 计入 则 2024-12-31 否则 2025-01-01"
    policy, window, site = in_force("施行: 2022-01-01 至 末日", before)
    last = end(policy, window.last)
    assert last is not None and last.op is Op.CHOOSE
    assert site.children[1].children[1].kind is SiteKind.DEFINITION


def test_an_english_policy_names_the_decision_date_in_english() -> None:
    policy = lowered(f"{HEAD.replace(IN_FORCE, IN_FORCE + chr(10) + '    语言: ' + chr(34) + 'en' + chr(34))}{MEASURE}")
    assert policy.outline.in_force_site is not None
    assert policy.outline.in_force_site.children[0].text == "2022-01-01 ≤ decision date"
