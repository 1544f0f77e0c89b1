from policyrules.core.outline import SiteKind
from tests.awards import award, policy


def test_windows_come_before_the_conditions_of_the_measure_and_these_before_its_own() -> None:
    lowered = policy(award("奖", "期间: 2023-01-01 起", "条件: 甲可"), rules=("期间: 2022-06-01 起", "对象: 乙可"))
    site = lowered.outline.entitlements[0].site
    assert [child.kind for child in site.children[:3]] == [SiteKind.WINDOW] * 3
    assert [child.label for child in site.children[:3]] == ["policy", "measure", "entitlement"]
    assert [child.text for child in site.children[3:]] == ["乙可", "甲可"]


def test_what_holds_for_a_measure_is_asked_once_for_all_below_it() -> None:
    lowered = policy(award("奖", "条件: 甲可"), award("补", "条件: 甲可"), rules=("对象: 乙可",))
    first, second = (spec.site.children[1] for spec in lowered.outline.entitlements)
    assert first is second
