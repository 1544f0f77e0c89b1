"""Sentences of the flags for fair-competition review. Each names its basis, and leaves it to the review to decide."""

from collections.abc import Mapping

Row = Mapping[str, tuple[str, str | None]]


def _flag(zh: str, article_zh: str, en: str, article_en: str) -> Row:
    """Return the row of a flag: what may be the case, and the article of the regulations."""
    return {
        "zh": (
            f"公平竞争审查时请核对 `{{said}}`：可能{zh}",
            f"《公平竞争审查条例》第{article_zh}；是否可以，由审查认定。有依据或者适用例外规定的，写进允许的理由",
        ),
        "en": (
            f"for fair-competition review: `{{said}}` may {en}",
            f"Regulations on Fair Competition Review, article {article_en}; the review decides. Where there is a basis or an "
            "exception, name it as the reason for keeping it",
        ),
    }


MESSAGES: Mapping[str, Row] = {
    "competition-supplier": _flag(
        "限定经营、购买或者使用特定经营者提供的商品或者服务", "八条第三项",
        "limit from whom goods or services are bought", "8, item 3",
    ),
    "competition-residence": _flag(
        "强制外地经营者在本地投资经营、设立机构，或者阻碍本地经营者迁出", "九条第一项、第二项",
        "press enterprises to invest or settle here, or keep them from leaving", "9, items 1 and 2",
    ),
    "competition-goods": _flag(
        "限制外地商品进入本地市场，或者限制外地经营者参加本地政府采购", "九条第一项、第三项",
        "keep goods or bidders from elsewhere out of the local market", "9, items 1 and 3",
    ),
    "competition-outflow": _flag(
        "限制资金等要素流出本地", "九条第一项",
        "keep funds from leaving the locality", "9, item 1",
    ),
    "competition-tax": _flag(
        "给予特定经营者税收优惠", "十条第一项",
        "be a tax preference for certain enterprises", "10, item 1",
    ),
    "competition-selective": _flag(
        "属于选择性、差异化的财政奖励或者补贴（只给持有称号或者名单内的企业）", "十条第二项",
        "be a selective award or subsidy, since it is for holders of a title or for those on a list", "10, item 2",
    ),
    "competition-land": _flag(
        "在要素获取方面给予特定经营者优惠", "十条第三项",
        "prefer certain enterprises in getting land", "10, item 3",
    ),
    "competition-fees": _flag(
        "在行政事业性收费、政府性基金、社会保险费等方面给予特定经营者优惠", "十条第三项",
        "relieve certain enterprises of fees, public funds or social insurance", "10, item 3",
    ),
    "competition-price": _flag(
        "超越权限定价，或者干预实行市场调节价的商品、要素的价格水平", "十一条第二项、第三项",
        "set prices, or have a say in those that the market makes", "11, items 2 and 3",
    ),
}  # fmt: skip
