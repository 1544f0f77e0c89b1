"""Tiers as an outline holds them."""

from pathlib import Path

from policyrules.core.lower import lower
from tests.beside import BOTH, LOCAL, NATIONAL, examined


def test_a_tier_says_when_it_is_held_and_what_it_takes(tmp_path: Path) -> None:
    (tier,) = lower(examined({"国标.pol": NATIONAL}, tmp_path)).outline.tiers
    assert (tier.name, tier.title, tier.rank, tier.validity_months, tier.clause) == ("小巨人", "小巨人企业", 1, 36, "附件3")
    assert tier.held is not None and tier.criteria is not None
    assert tier.expires is None


def test_of_another_policy_only_what_is_asked_for_is_lowered(tmp_path: Path) -> None:
    outline = lower(examined(BOTH, tmp_path)).outline
    assert outline.tiers == ()
    (tier,) = outline.all_tiers
    assert tier.name == "国家标准.小巨人"
    assert tier.held is not None and tier.criteria is not None
    held_only = LOCAL.replace("达标 国标.小巨人", "持有 国标.小巨人")
    (tier,) = lower(examined({**BOTH, "本地.pol": held_only}, tmp_path)).outline.all_tiers
    assert tier.criteria is None
