"""A program that asks for facts of every type, without any node: the ground of the tests of reading facts."""

from datetime import date
from fractions import Fraction

from policyrules.core.outline import Outline
from policyrules.core.program import FactSpec, Program, ReadingSpec
from policyrules.values.types import EnumType, Field, ListType, RecordType, Scalar, SeriesType

COUNTY = EnumType("县区", ("蓬江区", "江海区", "新会区", "台山市", "开平市", "鹤山市", "恩平市"))
TITLE = EnumType("称号名", ("市级后备库", "市级专精特新", "省级专精特新", "国家级小巨人", "金种子"))
RECOGNITION = RecordType(
    "认定记录",
    (
        Field("称号", TITLE),
        Field("认定日", Scalar.DATE, low=Fraction(date(2010, 1, 1).toordinal())),
        Field("有效至", Scalar.DATE, optional=True),
        Field("撤销日", Scalar.DATE, optional=True),
        Field("证书编号", Scalar.TEXT, optional=True),
    ),
)

PROGRAM = Program(
    nodes=(),
    ids=(),
    facts=(
        FactSpec("企业名称", Scalar.TEXT),
        FactSpec("所在县区", COUNTY),
        FactSpec("认定", ListType(RECOGNITION), field_titles={"有效至": "证书写明的有效期末日"}),
        FactSpec("营业收入", SeriesType(Scalar.MONEY), "营业收入总额", low=Fraction(0)),
        FactSpec("贷款年利率", Scalar.PERCENT, low=Fraction(0), high=Fraction(1)),
        FactSpec("职工人数", Scalar.INTEGER, low=Fraction(0), high=Fraction(10_000_000)),
        FactSpec("贷款发放日", Scalar.DATE),
        FactSpec("是否上市", Scalar.BOOL),
        FactSpec("注册资本", Scalar.MONEY),
        FactSpec("创新得分", Scalar.NUMBER, low=Fraction(0), high=Fraction(100)),
        FactSpec("贷款期限", Scalar.MONTHS),
        FactSpec("停产天数", Scalar.DAYS, high=Fraction(366)),
        FactSpec("产值", SeriesType(Scalar.MONEY, "quarter"), low=Fraction(0)),
        FactSpec("用电量", SeriesType(Scalar.NUMBER, "month"), low=Fraction(0)),
        FactSpec("特色化得分", Scalar.NUMBER, low=Fraction(0), high=Fraction(15), decided_by="省级中小企业主管部门"),
    ),
    parameters=(),
    readings=(ReadingSpec("期间算法", EnumType("期间算法", ("首日计入", "首日不计入")), "首日计入"),),
)

OUTLINE = Outline(
    name="示例",
    title="示例方案",
    number=None,
    issuer=None,
    issued=None,
    language="zh",
    digest="",
    in_force=None,
    in_force_site=None,
    units=(),
    tiers=(),
    measures=(),
    targets=(),
)

#: Facts without a mistake, of every type.
GOOD: dict[str, object] = {
    "企业名称": "新会某机械有限公司",
    "所在县区": "新会区",
    "认定": [{"称号": "省级专精特新", "认定日": "2022-06-01", "有效至": "2025年5月31日", "撤销日": "未知"}],
    "营业收入": {"2021": "5000万元", "2022年": 61_000_000, "2020": "不存在"},
    "贷款年利率": "3.65%",
    "职工人数": 120,
    "贷款发放日": "2022-08-22",
    "是否上市": False,
    "注册资本": "1000万元",
    "创新得分": "62.5",
    "贷款期限": "1年",
    "停产天数": 0,
    "产值": {"2024Q3": "120万元", "2024年第4季度": "90万元", "2024Q2": "未知"},
    "用电量": {"2024-09": 1200, "2024年10月": "1300.5", "2024-08": "不存在"},
    "特色化得分": 12,
}
