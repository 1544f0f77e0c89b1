"""Enterprises at the thresholds of the criteria, made at once: for tests, which cannot wait until some are drawn."""

import random

from criteria.enterprises import Facts


def drawn(count: int) -> list[Facts]:
    """Enterprises at the thresholds, and one yuan beside them."""
    choices = random.Random(7)

    def around(*amounts: int) -> int:
        return max(1, choices.choice(amounts) + choices.choice((0, 0, 0, -1, 1)))

    found = []
    for _ in range(count):
        size = choices.choice((10**7, 5 * 10**7, 10**8, 9 * 10**12))
        main = size // 100 * choices.choice((60, 70, 80))
        found.append(
            {
                "上年营业收入": around(size),
                "前年营业收入": around(size),
                "上年主营收入": around(main // 100 * choices.choice((105, 110)), main),
                "前年主营收入": around(main),
                "大前年主营收入": around(main, main // 105 * 100),
                "上年研发费用": around(*(size // 100 * share for share in (3, 6, 10)), 10**6, 3 * 10**7),
                "前年研发费用": around(*(size // 100 * share for share in (3, 6))),
                "资产总额": around(size),
                "负债总额": around(*(size // 100 * share for share in (50, 60, 70))),
                "近两年融资": around(2 * 10**7, 6 * 10**7, 8 * 10**7, 1),
                "职工总数": 100,
                "研发人员": around(5, 10, 20, 50),
                "从事年数": choices.randint(1, 12),
                "高价值知识产权": choices.randint(0, 1),
                "知识产权": choices.randint(0, 3),
                "研发机构": choices.choice(("国家级", "省级", "市级", "市级以下", "未建立")),
                "其余得分": choices.randint(0, 40),
                "国家级奖励排名": choices.choice((1, 3, 4, 5, 6, 1000, 1000)),
                "省级奖励排名": choices.choice((3, 4, 1000, 1000)),
                "大赛": choices.choice(("全国五十强", "全国五百强", "未进入", "未进入")),
                "市场占有率": choices.randint(8, 12),
                **{
                    name: choices.random() < 0.9
                    for name in (
                        "知识产权已产生效益",
                        "核心业务用信息系统",
                        "有管理体系或产品认证",
                        "享有知名度",
                        "品牌有竞争优势",
                        "位于关键环节",
                    )
                },
            }
        )
    return found
