"""A register of a few enterprises that is matched against the policy of Jiangmen, and one against a small policy."""

from datetime import date
from pathlib import Path
from typing import Any

import policyrules
from policyrules.policy import Policy
from policyrules.register.views.viewed import Viewed
from tests.register.matched import matched

DAY = date(2023, 3, 1)

_TITLE = {"称号": "省级专精特新", "认定日": "2022-06-01"}
REGISTER: list[dict[str, Any]] = [
    {"企业名称": "甲公司", "所在县区": "新会区", "认定": [_TITLE]},
    {"企业名称": "乙公司", "所在县区": "台山市", "认定": [_TITLE, {"称号": "省级创新型", "认定日": "2021-06-01"}]},
    {"企业名称": "丙公司", "所在县区": "新会区", "认定": []},
    {"企业名称": "丁公司", "认定": [_TITLE]},
    {"企业名称": "戊公司", "所在县区": "台山市"},
]

#: The criteria of a tier of which one enterprise misses a share, one an age, one two things, and one nothing.
CRITERIA = """\
政策 样 "样品政策":
    文号: "样〔2024〕1号"
    发文: "样"
    印发: 2022-01-01
    施行: 2022-01-01 至 2026-12-31
    原文: "样.txt"
    语言: "zh"

枚举 级: 高、低

记录 名号:
    级: 级
    日: 日期

事实:
    企业名称: 文本
    人数: 整数 0 至 1000    "职工人数"
    研发: 金额 按年 0元 至 1亿元    "研发费用"
    收入: 金额 按年 0元 至 1亿元    "营业收入"
    有证: 是否    "有证书"
    名号: 名号 列表

定义 占比 @二 "研发占比": 比例 = 研发[上年] ÷ 收入[上年]

层次 优 "优等企业" 位次 1:
    有效期: 3年
    持有: 名号 中有一项 甲: 甲.级 为 高
    达标: 符合下列全部条件:
        规模: 人数 超过 100
        研发: 占比 不低于 3%
        有证: 有证
"""


def jiangmen_matched(jiangmen: Policy, path: Path) -> Viewed:
    return matched(jiangmen, REGISTER, DAY, path, name="企业名称", places=("所在县区",))


def criteria_matched(path: Path) -> Viewed:
    fine: dict[str, Any] = {"人数": 101, "研发": {"2022": "3万元"}, "收入": {"2022": "100万元"}, "有证": True}
    changes: list[dict[str, Any]] = [
        {"研发": {"2022": "2万元"}},
        {"研发": {"2022": "2.9万元"}},
        {"人数": 100},
        {"人数": 90},
        {"人数": 90, "研发": {"2022": 0}},
        {},
        {"有证": False},
        {"有证": None, "人数": 99},
    ]
    register = [{**fine, "企业名称": f"第{number}家", **change} for number, change in enumerate(changes, 1)]
    return matched(policyrules.load(CRITERIA), register, DAY, path, name="企业名称", places=())
