import gc
from datetime import date
from weakref import ref

import pytest

from policyrules.syntax.formatter import print_file
from policyrules.testing.coverage.obligations import Kind, met_by, obligations
from tests.ending import ending
from tests.testing.covered import TEXT, decided, policy, record


def test_names_stay_when_a_text_is_laid_out_differently_and_lines_follow_it() -> None:
    one, other = obligations(policy()), obligations(policy("# 前面一行\n\n" + TEXT.replace("，且", ", 且")))
    assert list(one.all) == list(other.all)
    assert {other.all[name].line - known.line for name, known in one.all.items()} == {2}


def test_a_policy_of_which_nobody_asks_any_more_is_let_go() -> None:
    asked = [ref(tried) for tried in (policy(f"# {number}\n{TEXT}") for number in range(12)) if obligations(tried).all]
    gc.collect()
    assert asked[0]() is None


def test_nothing_is_shown_that_there_is_not() -> None:
    tried = policy()
    for day in (date(2022, 12, 31), date(2023, 6, 1), date(2024, 1, 1)):
        for facts in ({}, {"认定": []}, {"人数": 10, "上市": True, "认定": [record("甲类", "2023-01-01")]}):
            assert met_by(tried, decided(tried, day, **facts).answers) <= set(obligations(tried).all)


def test_what_is_impossible_says_so_and_is_not_among_what_can_be_reached() -> None:
    found = obligations(policy(TEXT.replace("大企业: 规模 不少于 2", "大企业: 规模 不少于 2 且 人数 不少于 0")))
    (never,) = (
        one for one in found.all.values() if one.text == "人数 不少于 0" and one.kind is Kind.CONDITION and one.impossible
    )
    assert never.seen == "false"
    assert never.id not in found.reachable


@pytest.mark.parametrize("name", ["江门专精特新", "优质中小企业", "中小企业划型"])
def test_every_obligation_of_a_real_policy_stands_in_a_line_of_its_text(name: str) -> None:
    import policyrules

    tried = policyrules.load(name)
    lines = tried.checked.source.text.splitlines()
    for one in obligations(tried).all.values():
        if one.kind is Kind.CONDITION and "\n" not in one.text:
            assert one.text.split()[0].strip("“”") in lines[one.line - 1] or one.text, one


def test_very_many_conditions_of_one_decision_are_looked_at() -> None:
    lines = "\n".join(f"        第{n}: 人数 不少于 {n}" for n in range(600))
    text = TEXT.replace("层次 甲等", f'定义 试定义 @五 "试": 是否\n    符合下列全部条件:\n{lines}\n\n层次 甲等')
    tried = policy(text)
    with ending():
        met = met_by(tried, decided(tried, 人数=600).answers)
    assert sum("|determines|true|define:试定义" in name for name in met) == 600


def test_names_stay_in_the_words_of_the_other_language() -> None:
    tried = policy()
    translated = policy(print_file(tried.checked.tree, "en"))
    assert set(obligations(translated).all) == set(obligations(tried).all)
