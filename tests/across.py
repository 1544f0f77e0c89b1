"""Small policies whose awards and rules speak of one another's, for the tests of totals across policies."""

from collections.abc import Sequence
from pathlib import Path

import policyrules
from tests.awards import award
from tests.beside import head, put

FACTS = """\
事实:
    甲数: 金额 0元 至 1亿元
    乙数: 金额 0元 至 1亿元
    丙数: 金额 0元 至 1亿元
    已领: 金额 0元 至 1亿元
    甲可: 是否
    乙可: 是否

"""


def document(name: str, *awards: str, rules: Sequence[str] = (), uses: Sequence[str] = ()) -> str:
    """Return a policy with one measure, which uses others by their own names."""
    used = "".join(f'引用 {one} "{one}.pol"\n\n' for one in uses)
    at_measure = "".join(f"    {rule}\n" for rule in rules)
    facts = FACTS if any("数" in one or "可" in one for one in awards) else "事实:\n    已领: 金额 0元 至 1亿元\n\n"
    measure = f'措施 奖励 @二 "资金奖励":\n    责任单位: 未载明\n{at_measure}{"".join(awards)}'
    return head(name, f"{name}〔2022〕1号") + used + facts + measure


def written(folder: Path, **policies: str) -> policyrules.Book:
    """Write policies into a folder, and return them as a book."""
    put(folder, {f"{name}.pol": text for name, text in policies.items()})
    return policyrules.load_book(folder)


#: The example of a national and of a provincial title in two documents.
PROVINCE = document("省", award("省级奖励", "条件: 乙可", "金额: 10万元"))


def city(*rules: str) -> str:
    return document("市", award("国家奖励", "条件: 甲可", "金额: 30万元"), rules=rules, uses=("省",))
