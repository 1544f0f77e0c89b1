"""Whoever is what is enough for a row meets that row."""

import pytest

import policyrules
from policyrules.testing.coverage.meeting import reach
from policyrules.testing.coverage.obligations import Kind, obligations
from policyrules.testing.drawing.choices import Seeded
from tests.testing.covered import TEXT, policy

TABLES = """
定义 层级 @五 "层级": 数
    按 人数、上市:
        超过 100、是: 3
        超过 100、否: 2
        50 至 100、任意: 1
        否则: 0

定义 先后 @六 "先后": 数
    首个符合:
        上市 且 山区: 2
        上市: 1
        否则: 0
"""


def test_rows_of_bands_names_and_conditions_are_met() -> None:
    tried = policy(TEXT.replace("层次 甲等", f"{TABLES}\n层次 甲等"))
    rows = [one for one in obligations(tried).all.values() if one.kind is Kind.ROW]
    assert {one.owner for one in rows} == {"define:规模", "define:层级", "define:先后"}
    for one in rows:
        if one.text != "否则" or one.owner == "define:先后":
            assert reach(tried, one, Seeded(1), tries=40, draws=0) is not None, one


@pytest.mark.parametrize("name", ["优质中小企业", "中小企业划型"])
def test_rows_of_real_tables_are_met(name: str) -> None:
    tried = policyrules.load(name)
    rows = [one for one in obligations(tried).all.values() if one.kind is Kind.ROW and one.text != "否则"]
    missed = [one for one in rows[::9] if reach(tried, one, Seeded(1), tries=40, draws=0) is None]
    assert missed == []
