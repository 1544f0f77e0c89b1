"""One line: what it asks, what it read, and when it is told in one."""

from policyrules.explain.explanation import Explanation, Period
from policyrules.explain.lines import ask, is_simple, period_text, simple_line, window_line
from policyrules.values.answers import Truth, point
from tests.explain.cases import PROVINCIAL, REVOKED
from tests.explain.pipeline import decide, jiangmen


def line(facts: object, label: str) -> Explanation:
    """Return the line with a label in the reasons for 税务服务."""

    def lines(explanation: Explanation) -> list[Explanation]:
        return [explanation, *(found for child in explanation.children for found in lines(child))]

    decision = decide(jiangmen(), facts, "2023-03-01")  # type: ignore[arg-type]
    return next(found for found in lines(decision["税务服务"].explain()) if found.label == label)


def test_a_line_that_holds_tells_only_what_makes_it_hold() -> None:
    kept = line(PROVINCIAL, "未撤销")
    assert is_simple(kept) and ask(kept, "zh") == "撤销日 未填 或 撤销日 晚于 当日"
    assert simple_line(kept, Truth.T, "zh") == "未撤销（撤销日 未填 或 撤销日 晚于 当日）：撤销日 未填"


def test_a_line_that_fails_tells_all_that_it_read() -> None:
    revoked = line(REVOKED, "未撤销")
    assert simple_line(revoked, Truth.F, "zh").endswith("：撤销日 2023-01-15，当日 2023-03-01")
    assert ask(revoked, "en") == "撤销日 is left out or 撤销日 after the decision date"


def test_a_line_with_named_lines_below_is_not_simple() -> None:
    assert not is_simple(line(PROVINCIAL, "省级及以上专精特新"))
    assert not is_simple(line(PROVINCIAL, "称号在有效期内"))


def test_a_window_is_said_by_its_ends() -> None:
    first, last = point(738_000), point(738_001)
    assert period_text(Period(first, None, 738_000, False), "zh") == "2021-07-29 起"
    assert period_text(Period(None, last, 738_000, False), "en") == "until 2021-07-30"
    assert window_line(Period(first, last, 738_002, False), Truth.F, "zh") == "规定期间已于 2021-07-30 届满"
    assert window_line(Period(first, last, 737_999, True), Truth.F, "zh") == "方案自 2021-07-29 起施行"
