import pytest

from policyrules.source import Source
from policyrules.syntax.comments import comments
from policyrules.syntax.lexer import lex
from tests.syntax.test_canonical import formatted

MEASURE = "措施 甲:\n    支持事项 乙:\n        金额: 1元\n"


def test_a_comment_at_the_end_of_a_line_stays_there() -> None:
    assert formatted("定义 x=1#一\n定义 y = 2      # 二  \n") == "定义 x = 1  #一\n定义 y = 2  # 二\n"


def test_a_comment_of_its_own_is_indented_like_what_it_stands_before() -> None:
    text = "措施 甲:\n# 一\n            # 二\n    支持事项 乙:\n  # 三\n        金额: 1元\n"
    assert formatted(text) == "措施 甲:\n    # 一\n    # 二\n    支持事项 乙:\n        # 三\n        金额: 1元\n"


def test_a_comment_at_the_end_of_a_block_stays_in_the_block() -> None:
    text = MEASURE + "        # 乙\n    # 甲\n# 文件\n"
    assert formatted(text) == text
    after = MEASURE + "        # 乙\n    # 甲\n\n# 丙\n定义 丙 = 1\n"
    assert formatted(after) == after


def test_a_comment_between_two_levels_belongs_to_the_outer_one() -> None:
    assert formatted(MEASURE + "      # 一\n") == MEASURE + "    # 一\n"
    assert formatted(MEASURE + "  # 一\n") == MEASURE + "# 一\n"


def test_levels_are_those_of_the_author() -> None:
    text = "措施 甲:\n  支持事项 乙:\n     金额: 1元\n     # 乙\n  # 甲\n"
    assert formatted(text) == MEASURE + "        # 乙\n    # 甲\n"


def test_what_is_said_in_a_comment_is_not_touched() -> None:
    text = "#一   二：“「\n＃三 # 四\n定义 x = 1  #五"
    assert formatted(text) == text + "\n"


def test_a_sign_in_a_text_or_a_quote_begins_no_comment() -> None:
    text = '不录 因 "甲 # 乙":\n    |  丙 # 丁  \n    # 戊\n    | ＃己\n'
    assert formatted(text) == text
    assert comments(lex(Source("text.pol", text)).lines) == ("# 戊",)


# --- blank lines ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("事实:\n    甲: 数\n\n\n\n    乙: 数\n", "事实:\n    甲: 数\n\n    乙: 数\n"),
        ("事实:\n    甲: 数\n    乙: 数\n", "事实:\n    甲: 数\n    乙: 数\n"),
        ("事实:\n\n    甲: 数\n", "事实:\n    甲: 数\n"),
        ("事实:\n\n    # 一\n\n    甲: 数\n", "事实:\n    # 一\n\n    甲: 数\n"),
        ("\n\n# 一\n\n\n事实:\n    甲: 数\n\n\n", "# 一\n\n事实:\n    甲: 数\n"),
        ("事实:\n    甲: 数\n\n\n# 一\n\n\n\n# 二\n", "事实:\n    甲: 数\n\n# 一\n\n# 二\n"),
    ],
)
def test_one_blank_line_stays_where_the_author_put_some(written: str, expected: str) -> None:
    assert formatted(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("定义 x = 1\n定义 y = 2\n", "定义 x = 1\n定义 y = 2\n"),
        ("定义 x = 1\n事实:\n    甲: 数\n定义 y = 2\n", "定义 x = 1\n\n事实:\n    甲: 数\n\n定义 y = 2\n"),
        ("定义 x = 1\n# 一\n# 二\n事实:\n    甲: 数\n", "定义 x = 1\n\n# 一\n# 二\n事实:\n    甲: 数\n"),
        ("定义 x = 1\n# 一\n\n# 二\n事实:\n    甲: 数\n", "定义 x = 1\n# 一\n\n# 二\n事实:\n    甲: 数\n"),
        ("事实:\n    甲: 数\n    # 一\n# 二\n定义 x = 1\n", "事实:\n    甲: 数\n    # 一\n\n# 二\n定义 x = 1\n"),
        ("事实:\n    甲: 数\n\n    # 一\n定义 x = 1\n", "事实:\n    甲: 数\n\n    # 一\n\n定义 x = 1\n"),
        (
            MEASURE + '    职责 丙:\n        期限: 当日\n    提示: "丁"\n',
            MEASURE + '\n    职责 丙:\n        期限: 当日\n    提示: "丁"\n',
        ),
    ],
)
def test_longer_declarations_and_the_parts_of_a_measure_stand_apart(written: str, expected: str) -> None:
    assert formatted(written) == expected
