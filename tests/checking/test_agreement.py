"""Facts of one name are one input, and are declared alike."""

from pathlib import Path

import pytest

from tests.beside import codes, head

OTHER = """枚举 称号名: 小巨人、其他

记录 认定记录:
    称号: 称号名
    金额: 金额 0元 至 100万元
    撤销日: 日期 可不填

事实:
    认定: 认定记录 列表
    营业收入: 金额 按年
    人数: 整数 0 至 5000
    得分: 数 由 "省局" 评定

定义 乙 = 认定 中有一项: 称号 为 小巨人 且 金额 高于 1元 且 撤销日 未填

定义 甲 = 人数 不少于 1 且 营业收入[上年] 高于 1元 且 得分 高于 1 且 乙
"""

HERE = head("本地", "1号") + '引用 国标 "国标.pol"\n\n' + OTHER.replace("定义 甲 = ", "定义 甲 = 国标.甲 且 ")


def differing(old: str, new: str, folder: Path) -> list[str]:
    assert old in HERE
    files = {"本地.pol": HERE.replace(old, new), "国标.pol": head("国标", "2号") + OTHER}
    return [code for code in codes(files, folder) if code != "definition-unused"]


@pytest.mark.parametrize(
    "old, new",
    [
        ("小巨人、其他", "其他、小巨人"),
        ("枚举 称号名", "枚举 称号"),
        ("认定记录", "记录一"),
        ("0 至 5000", "100 至 9999"),
        ("整数 0 至 5000", "整数"),
        ("0元 至 100万元", "1元 至 200万元"),
    ],
)
def test_order_names_of_types_and_ranges_that_meet_may_differ(old: str, new: str, tmp_path: Path) -> None:
    text = ("称号: 称号名", "称号: 称号") if new == "枚举 称号" else ("", "")
    files = {"本地.pol": HERE.replace(old, new).replace(*text), "国标.pol": head("国标", "2号") + OTHER}
    assert set(codes(files, tmp_path)) <= {"definition-unused"}


@pytest.mark.parametrize(
    "old, new",
    [
        ("营业收入: 金额 按年", "营业收入: 整数 按年"),
        ("0 至 5000", "6000 至 9999"),
        ("0元 至 100万元", "200万元 至 300万元"),
        ("小巨人、其他", "小巨人、其他、单项冠军"),
        ("撤销日: 日期 可不填", "撤销日: 日期"),
        ("    撤销日: 日期 可不填\n", ""),
        ('由 "省局" 评定', ""),
        ('由 "省局" 评定', '由 "市局" 评定'),
    ],
)
def test_what_is_declared_in_two_ways_is_reported_once(old: str, new: str, tmp_path: Path) -> None:
    assert differing(old, new, tmp_path).count("fact-differs") == 1


def test_two_used_policies_are_held_against_each_other_where_they_are_used(tmp_path: Path) -> None:
    files = {
        "本地.pol": head("本地", "1号") + '引用 甲标 "甲.pol"\n引用 乙标 "乙.pol"\n\n定义 甲 = 甲标.甲 且 乙标.甲\n',
        "甲.pol": head("甲标", "2号") + OTHER,
        "乙.pol": head("乙标", "3号") + OTHER.replace("0 至 5000", "6000 至 9999"),
    }
    assert codes(files, tmp_path) == ["fact-differs", "definition-unused"]


def test_no_two_policies_have_one_name(tmp_path: Path) -> None:
    files = {
        "本地.pol": head("本地", "1号") + '引用 国标 "国标.pol"\n\n定义 甲 = 国标.甲\n',
        "国标.pol": head("本地", "2号") + OTHER,
    }
    assert codes(files, tmp_path) == ["policy-name-taken", "definition-unused"]
