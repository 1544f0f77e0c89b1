"""Every bad enterprise is refused for what is said of it, and there is every kind of them."""

import policyrules
from policyrules.sampling.cells import columns
from policyrules.sampling.pool import draw_pool, is_refused, plain
from policyrules.sampling.spoiling import spoiled
from tests.sampling.conftest import DAY


def test_bad_facts_are_of_every_kind_that_a_column_can_hold(policy: policyrules.Policy) -> None:
    pool = draw_pool(policy, 2, 60, DAY)
    found = columns(policy.program.facts, pool)
    typed_codes, text_codes = (
        {code for bad in spoiled(policy, pool, found, 2, DAY, texts=texts) for _, code in bad.wrong} for texts in (False, True)
    )
    assert typed_codes == {"fact-too-low", "fact-too-high", "fact-member-unknown", "fact-relation"}
    assert typed_codes < text_codes >= {"fact-not-list", "fact-text-hidden"}


def test_each_relation_is_broken_by_some(policy: policyrules.Policy) -> None:
    pool = draw_pool(policy, 2, 60, DAY)
    bad = spoiled(policy, pool * 3, columns(policy.program.facts, pool), 2, DAY, texts=False)
    broken = {place for one in bad for place, code in one.wrong if code == "fact-relation"}
    assert broken == {relation.label for relation in policy.program.relations}


def test_what_is_wrong_is_one_thing_and_the_policy_refuses_it(policy: policyrules.Policy) -> None:
    pool = draw_pool(policy, 2, 20, DAY)
    for bad in spoiled(policy, pool, columns(policy.program.facts, pool), 4, DAY, texts=False):
        assert is_refused(policy, plain(policy, bad.facts), DAY) and len(bad.wrong) == 1 and not bad.texts
