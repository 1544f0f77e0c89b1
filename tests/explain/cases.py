"""Enterprises and days on which 江府办函〔2022〕125号 is decided: what the golden pages and the tables of verdicts share."""

from collections.abc import Mapping

from attrs import field, frozen

Facts = Mapping[str, object]


@frozen
class Example:
    """An enterprise on a day. `told` is the entitlement whose page is shown in English."""

    name: str
    day: str
    facts: Facts
    told: str = "税务服务"
    readings: Mapping[str, str | None] = field(factory=dict)


def title(name: str, since: str, **more: str) -> Facts:
    """Return a record of a title."""
    return {"称号": name, "认定日": since, **more}


def enterprise(*titles: Facts, county: str = "新会区", **more: object) -> Facts:
    """Return the facts of an enterprise with its titles."""
    return {"企业名称": "江门某某科技有限公司", "所在县区": county, "认定": list(titles), **more}


PROVINCIAL = enterprise(title("省级专精特新", "2022-06-01"))
LATE = enterprise(title("省级专精特新", "2023-01-01"))
GIANT = enterprise(title("国家级小巨人", "2024-03-01"), county="台山市")
REVOKED = enterprise(title("省级专精特新", "2022-06-01", 撤销日="2023-01-15"))
MUNICIPAL = enterprise(title("市级专精特新", "2023-05-01"))

EXAMPLES = (
    Example("省级专精特新-有效期内", "2023-03-01", PROVINCIAL, "贷款利率"),
    Example("省级专精特新-称号到期", "2025-06-02", PROVINCIAL),
    Example("市级专精特新", "2024-01-10", MUNICIPAL, "优先推荐"),
    Example("金种子", "2024-05-01", enterprise(title("金种子", "2022-12-01"))),
    Example("国家级小巨人-奖励期间之外", "2024-08-01", GIANT, "资金奖励"),
    Example("方案末日之次日-取决于读法", "2025-08-05", LATE),
    Example("方案期满", "2025-09-01", LATE),
    Example("没有任何事实", "2023-03-01", {}, "贷款利率"),
    Example("没有任何称号", "2023-03-01", enterprise()),
    Example("省级创新型", "2023-03-01", enterprise(title("省级创新型", "2022-06-01"))),
    Example("称号已撤销", "2023-03-01", REVOKED),
    Example("贷款-2022-08-21", "2022-08-21", {**PROVINCIAL, "贷款发放日": "2022-08-21", "贷款年利率": "4%"}, "贷款利率"),
    Example("贷款-2022-08-22", "2022-08-22", {**PROVINCIAL, "贷款发放日": "2022-08-22", "贷款年利率": "3.65%"}, "贷款利率"),
    Example(
        "认定日未知-多个称号",
        "2024-01-10",
        enterprise(
            title("市级专精特新", "2020-05-01"), {"称号": "省级专精特新"}, title("金种子", "2023-01-01", 撤销日="2023-06-01")
        ),
    ),
    Example("读法均不确定", "2025-08-05", LATE, "税务服务", {"方案期间算法": None}),
)
