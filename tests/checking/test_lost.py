from policyrules.checking.check import check
from policyrules.checking.lost import Lost
from policyrules.source import Source
from policyrules.syntax.parser import parse
from tests.checking.texts import HEAD

BROKEN = """事实:
    注册资本: 金额
    人数 整数 整数 整数
    总是: 注册资本 高于 0元 且 人数 高于 1

定义 ((( = 3

措施 资金扶持 @二(一):
    责任单位 未载明 未载明
    支持事项 资金奖励 给予:
        条文:
            | 给予资金奖励
"""


def test_lines_that_could_not_be_read_are_known_by_what_the_tree_lacks() -> None:
    source = Source("样例.pol", BROKEN)
    tree, mistakes = parse(source)
    lost = Lost(source, tree)
    assert len(mistakes) == len(lost.lines) > 0
    assert "人数" in lost.words
    assert "注册资本" not in lost.words


def test_what_a_lost_line_declared_is_not_said_to_be_missing() -> None:
    source = Source("样例.pol", HEAD + BROKEN)
    tree, mistakes = parse(source)
    assert mistakes
    assert check(source, tree, None, is_part=True).diagnostics == ()


def test_of_a_tree_that_is_no_part_nothing_is_lost() -> None:
    source = Source("样例.pol", HEAD + BROKEN)
    tree, _ = parse(source)
    assert Lost(source, tree, is_part=False).lines == ()
    assert check(source, tree, None).diagnostics != ()


def test_of_a_text_that_was_read_whole_nothing_is_lost() -> None:
    source = Source("样例.pol", HEAD)
    lost = Lost(source, parse(source)[0])
    assert lost.lines == ()
    assert not lost.in_declaration(lost.tree.declarations[0])
