from typing import Any

import policyrules
from policyrules.receipts.answers import RECORDS, differing, ids_of, kept, named, sealed, shortened, text_of
from tests.receipts.receipts import DAY, FACTS


def answers(policy: policyrules.Policy, **facts: Any) -> dict[str, Any]:
    return kept(named(policy.program), policy.decide({**FACTS, **facts}, DAY).answers)


def test_every_answer_is_kept_with_those_about_each_record(jiangmen: policyrules.Policy) -> None:
    found = answers(jiangmen)
    bodies = [one for one in found.values() if isinstance(one, list)]
    assert set(found) == set(jiangmen.program.ids) and bodies
    assert {len(records) for _, records in bodies} == {0, 1}  # of other lists nothing is known


def test_of_many_records_the_further_ones_are_kept_as_digests(jiangmen: policyrules.Policy) -> None:
    found = answers(jiangmen, 认定=FACTS["认定"] * (RECORDS + 2))
    short = shortened(found)
    (_, records), (_, whole) = next((short[id_], one) for id_, one in found.items() if isinstance(one, list) and one[1])
    assert records[:RECORDS] == whole[:RECORDS]
    assert len(records) == RECORDS + 2 and all(isinstance(one, str) for one in records[RECORDS:])


def test_only_what_differs_is_named(jiangmen: policyrules.Policy) -> None:
    then, now = answers(jiangmen), answers(jiangmen, 认定=[{"称号": "省级专精特新", "认定日": "2022-05-01"}])
    assert list(differing(then, then)) == []
    found = list(differing(then, now))
    assert {was for _, was, _ in found} >= {"738307"} and all(was != is_ for _, was, is_ in found)
    assert {way[1] for way, _, _ in found if len(way) > 1} == {1}


def test_what_is_asked_on_one_side_only_has_no_answer_on_the_other() -> None:
    then: dict[str, Any] = {"a": "T", "b": ["F", [{"x": "T"}]]}
    assert list(differing(then, {"a": "T"})) == [(("b",), "F", None)]
    assert list(differing({"a": "T"}, then)) == [(("b",), None, "F"), (("b", 1, "x"), None, "T")]
    more = {**then, "c": ["F", [{"x": "T", "y": "U"}]]}
    assert list(differing(then, more)) == [(("c",), None, "F"), (("c", 1, "y"), None, "U")]


def test_records_that_are_kept_as_digests_differ_as_a_whole() -> None:
    assert list(differing({"a": ["F", ["0"]]}, {"a": ["F", ["1"]]})) == [(("a", 1), None, None)]
    assert list(differing({"a": ["F", ["0"]]}, {"a": ["F", ["0"]]})) == []


def test_sealed_answers_differ_where_the_answers_do() -> None:
    then, now = sealed({"a": "T", "b": "F"}, "key"), sealed({"a": "T", "b": "U"}, "key")
    assert [way for way, _, _ in differing(then, now)] == [("b",)]
    assert sealed({"a": "T"}, "other")["a"] != then["a"]


def test_a_way_without_numbers_are_the_ids() -> None:
    assert ids_of(("a", 3, "b")) == ("a", "b")
    assert (text_of(["F", []]), text_of("T"), text_of(None)) == ("F", "T", None)
