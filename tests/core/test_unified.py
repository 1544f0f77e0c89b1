"""Types of a fact that several policies declare are one type."""

from pathlib import Path

from policyrules.checking.policy import used_by
from policyrules.core.unified import Unified
from policyrules.values.types import EnumType, ListType, OptionalType, RecordType, Scalar, SeriesType
from tests.beside import NATIONAL, examined, head

HERE = (
    head("本地", "1号")
    + """引用 国标 "国标.pol"

枚举 称号: 其他、小巨人
枚举 档次: 甲、乙

记录 记录一:
    认定日: 日期
    称号: 称号

事实:
    认定: 记录一 列表
    营业收入: 金额 按年
    档: 档次

定义 甲 = 国标.达到标准 且 (认定 中有一项: 称号 为 其他) 且 档 为 甲
"""
)


def test_types_of_one_fact_become_one(tmp_path: Path) -> None:
    here = examined({"本地.pol": HERE, "国标.pol": NATIONAL}, tmp_path)
    (national,) = used_by(here.used)
    unified = Unified.of((here, national), here)
    theirs, ours = (policy.values["认定"].type for policy in (national, here))
    assert isinstance(theirs, ListType) and isinstance(ours, ListType)
    assert unified(theirs) == unified(ours) != theirs
    record = unified.record(theirs.element)
    assert isinstance(record, RecordType)
    assert record.name == "记录一"
    assert record.fields[1].type == unified(OptionalType(national.enums["称号名"]).element) == here.enums["称号"]


def test_other_types_stay_as_they_are(tmp_path: Path) -> None:
    here = examined({"本地.pol": HERE, "国标.pol": NATIONAL}, tmp_path)
    unified = Unified.of((here, *used_by(here.used)), here)
    assert unified(Scalar.MONEY) is Scalar.MONEY
    assert unified(SeriesType(Scalar.MONEY)) == SeriesType(Scalar.MONEY)
    assert unified(here.enums["档次"]) == EnumType("档次", ("甲", "乙"))
