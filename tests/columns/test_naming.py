"""Columns are called by the names of the policy, each once, in the language of the policy."""

from datetime import date

import policyrules
from policyrules.columns.naming import named
from tests.columns.test_frames import AWARD
from tests.testing.policies import POLICY

DAY = date(2024, 6, 1)


def test_columns_have_the_names_of_the_policy() -> None:
    policy = policyrules.load(POLICY.replace("\n试算 ", f"{AWARD}\n试算 ", 1))
    stated = policy.statement(DAY, distances=True)
    names = named(stated, english=False)
    assert names["e0"] == "补助" and names["e0_amount_least"] == "补助.金额下限"
    assert {"补助.施行期间", "补助.规模", "补助.不满足数", "补助.还差条件数", "补助.所差条件", "补助.规模.相差"} <= set(
        names.values()
    )
    assert list(names) == [column for one in stated.told for column in stated.columns[one.column]]


def test_each_name_is_given_once() -> None:
    policy = policyrules.load("江门专精特新")
    names = list(named(policy.statement(DAY, distances=True), english=True).values())
    assert len(names) == len(set(names)) and any(name.endswith("(2)") for name in names)
    assert any(name.endswith(".in force") for name in names)
