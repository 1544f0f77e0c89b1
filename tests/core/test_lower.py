"""A policy as a whole."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from attrs import frozen

import policyrules
from policyrules.core.invariants import check_invariants
from policyrules.core.outline import Lowered, Site, SiteKind, UnitSpec
from policyrules.core.program import Node, Op
from tests.core.texts import HEAD, MEASURE, asked, lowered

ROOT = Path(__file__).parents[2]
REAL = ROOT / "policies" / "江门专精特新.pol"


@pytest.fixture(scope="module")
def real() -> Lowered:
    return policyrules.load(REAL).lowered


def test_the_real_policy_keeps_the_invariants(real: Lowered) -> None:
    check_invariants(real.program)
    assert len(real.outline.tiers) == 6
    assert {"税务服务", "贷款利率", "资金奖励"} <= {spec.id for spec in real.outline.entitlements}


def test_the_head_is_what_the_document_says_of_itself(real: Lowered) -> None:
    outline = real.outline
    assert (outline.name, outline.number, outline.issued) == ("江门专精特新", "江府办函〔2022〕125号", date(2022, 7, 26))
    assert (outline.issuer, outline.language, len(outline.digest)) == ("江门市人民政府办公室", "zh", 64)


@frozen(eq=False)
class Place:
    """The nodes that a site refers to, and those right around them."""

    nodes: tuple[Node, ...]
    around: "Place | None" = None

    def source(self, index: int) -> "tuple[Place, int]":
        """Return where a node is really asked."""
        node = self.nodes[index]
        if node.op is not Op.OUTER:
            return self, index
        assert self.around is not None and isinstance(node.data, int)
        return self.around.source(node.data)

    def same(self, index: int, place: "Place", other: int) -> bool:
        """Say whether two nodes ask the same; a constant stands wherever it is used."""
        (here, one), (there, two) = self.source(index), place.source(other)
        constant = here.nodes[one].op in (Op.LITERAL, Op.UNKNOWN) and here.nodes[one] == there.nodes[two]
        return constant or (here is there and one == two)


def places(site: Site, place: Place) -> Iterator[tuple[Site, Place]]:
    """Yield a site and all sites under it, with the nodes that they refer to."""
    yield site, place
    if site.kind is SiteKind.EACH:
        home, index = place.source(site.node)
        body = home.nodes[index].body
        assert body is not None
        place = Place(body.nodes, home)
        asked = [part for part in (body.condition, body.value) if part is not None]
        assert all(place.same(child.node, place, part) for child, part in zip(site.children, asked, strict=True))
    for child in site.children:
        yield from places(child, place)


def check_site(site: Site, place: Place) -> None:
    """Check that the node of a site asks what its children are the parts of."""
    assert site.text and site.line > 0
    home, index = place.source(site.node)
    node, parts = home.nodes[index], site.children
    match site.kind:
        case SiteKind.ALL | SiteKind.ANY | SiteKind.WINDOW if len(parts) == 1:
            assert place.same(site.node, place, parts[0].node)
        case SiteKind.DEFINITION | SiteKind.TIER:
            assert place.same(site.node, place, parts[0].node)
        case SiteKind.VALUE | SiteKind.EACH:
            pass
        case _:
            assert node.op in WRITTEN_AS[site.kind]
            pairs = zip(parts, node.args, strict=True)
            assert all(place.same(part.node, home, argument) for part, argument in pairs)


WRITTEN_AS = {
    SiteKind.ALL: {Op.AND},
    SiteKind.ANY: {Op.OR},
    SiteKind.WINDOW: {Op.AND},
    SiteKind.AT_LEAST: {Op.AT_LEAST},
    SiteKind.NOT: {Op.NOT},
    SiteKind.COMPARE: {Op.COMPARE},
    SiteKind.CHOOSE: {Op.CHOOSE},
}


def check_sites(policy: Lowered) -> int:
    """Check every site of the policy, and return how many there are."""
    outline, root = policy.outline, Place(policy.program.nodes)
    sites = [
        *(spec.site for spec in outline.entitlements),
        *(spec.site for spec in outline.duties),
        *(spec.site for spec in outline.targets),
        *(tier.held for tier in outline.tiers),
    ]
    found = [part for site in sites if site for part in places(site, root)]
    for site, place in found:
        check_site(site, place)
    return len(found)


def test_every_site_has_the_answer_of_what_is_written_there(real: Lowered) -> None:
    assert check_sites(real) > 1_000


def test_sites_within_quantifiers_refer_to_what_was_put_further_out() -> None:
    condition = """符合下列条件之一:
            套: 货 中有一项 甲: 甲.价 > 预算 * 2 且 非 (店 中有一项 乙: 乙.面积 > 5 且 (货 中合计 丙: 丙.价) > 1元)
            选: 货 中每一项 甲: (如果 够 则 甲.色 为 红 否则 店 中有一项 乙: 大(乙) 且 预算 在 1元 至 甲.价)
            数: 至少符合 1 项:
                有证
                (货 中最大 甲: 甲.价 其中 够 且 甲.退日 未填) > 预算
"""
    before = "定义 够 = 预算 > 1元 且 人数 属于 (1、2)\n定义 大(家: 门店): 是否 = 家.面积 > 5 且 够\n"
    policy = lowered(f"{HEAD}{before}{MEASURE}        {condition}")
    assert check_sites(policy) > 60


UNITS = """
单位:
    县府 "县政府" 按 所在地 对应:
        东: "东县政府"
        西: "西县政府"
    人行 "人民银行":
        2023-08-18 起 称 "人民银行分行"

事实:
    所在地: 地区
"""


def test_units_have_their_names_in_the_order_of_their_days() -> None:
    measure = MEASURE.replace("责任单位: 未载明", "责任单位: 县府、人行")
    county, bank = lowered(f"{HEAD}{UNITS}{measure}").outline.units
    assert county == UnitSpec("县府", ((None, "县政府"),), "所在地", (("东", "东县政府"), ("西", "西县政府")))
    assert bank.names == ((None, "人民银行"), (date(2023, 8, 18), "人民银行分行"))
    assert (bank.on(date(2023, 8, 17)), bank.on(date(2023, 8, 18))) == ("人民银行", "人民银行分行")


TIERS = """
层次 金牌 @二 "金牌企业" 位次 2:
    有效期: 3年
    持有: 有证
    提示: "见二"
层次 银牌:
    有效期: 未载明
    持有: 持有 金牌 或 人数 > 5
"""


def test_a_tier_is_held_by_its_condition_alone() -> None:
    policy = lowered(f"{HEAD}{TIERS}{MEASURE}")
    gold, silver = policy.outline.tiers
    assert (gold.title, gold.rank, gold.validity_months, gold.clause, gold.notes) == ("金牌企业", 2, 36, "二", ("见二",))
    assert (silver.title, silver.rank, silver.validity_months, silver.validity_unstated) == ("银牌", None, None, True)
    assert gold.held is not None and silver.held is not None
    assert policy.program.nodes[gold.held.node].op is Op.FACT
    assert gold.held.kind is SiteKind.TIER
    assert policy.program.nodes[silver.held.node].args[0] == gold.held.node


TARGET = """
目标 百家 @一 "培育百家":
    条文:
        | 培育100家
    数量: 100
    截至: 2024-12-31
    计入: 有证
    提示: "力争"
"""


def test_a_target_counts_those_of_whom_its_condition_is_true() -> None:
    policy = lowered(f"{HEAD}{MEASURE}{TARGET}")
    (target,) = policy.outline.targets
    assert (target.count, target.by, target.quotes, target.notes) == (100, date(2024, 12, 31), ("培育100家",), ("力争",))
    assert policy.program.nodes[target.counts].data == "有证"
    assert target.site is not None and target.site.node == target.counts


def test_what_is_always_so_is_a_relation() -> None:
    policy = lowered(f"{HEAD}事实:\n    总是 够用: 预算 >= 1元\n    总是: 人数 > 0\n{MEASURE}")
    assert [relation.label for relation in policy.program.relations] == ["够用", "人数 > 0"]
    assert all(policy.program.nodes[relation.node].op is Op.COMPARE for relation in policy.program.relations)


def test_what_nothing_uses_is_not_asked() -> None:
    used, unused = asked("有证"), asked("有证", "定义 闲 = 预算 > 1元")
    assert used.program == unused.program


def test_the_same_text_written_otherwise_asks_the_same() -> None:
    text = (
        f"{HEAD}{TIERS}{MEASURE}        符合下列条件之一:\n            甲: 持有 金牌、银牌 之一\n            乙: 预算 > 1元\n"
    )
    otherwise = text.replace("符合下列条件之一", "any of").replace("预算 > 1元", "预算  ＞  1元  # 够").replace("甲:", "证:")
    assert lowered(otherwise).program == lowered(text).program


SCRIPT = """
import json
import policyrules
from tests.core.test_lower import REAL
policy = policyrules.load(REAL).lowered
print(json.dumps([policy.program.ids, repr(policy.program.nodes), policy.outline.digest, repr(policy.outline)]))
"""


def test_nothing_depends_on_the_seed_of_hashes() -> None:
    def run(seed: str) -> object:
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
        command = [sys.executable, "-c", SCRIPT]
        done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
        return json.loads(done.stdout)

    assert run("1") == run("2")
