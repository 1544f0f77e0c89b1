"""What the columns of a register tell stands beside it in words, and is read back as it was."""

import json
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import policyrules
from policyrules.columns.outcomes import statement
from policyrules.core.facts import no_facts
from policyrules.policy import Policy
from policyrules.register.legend import Legend, from_data, legend, to_data

DAY = date(2024, 1, 10)


def legend_of(policy: Policy, on: date = DAY, prefix: str = "p0_") -> Legend:
    told = statement(policy.outline, policy.program, no_facts(policy.program, on), distances=True)
    return legend(policy.outline, policy.program, told.told, told.columns, on, prefix)


@pytest.mark.parametrize("name", ["江门专精特新", "优质中小企业", "中小企业划型"])
def test_it_is_read_back_from_json_as_it_was(name: str) -> None:
    found = legend_of(policyrules.load(name))
    assert from_data(json.loads(json.dumps(to_data(found)))) == found


def test_an_award_is_told_with_its_columns_and_units(jiangmen: Policy) -> None:
    found = legend_of(jiangmen)
    assert (found.name, found.number, found.language) == (jiangmen.name, jiangmen.number, "zh")
    award = next(one for one in found.awards if one.name == "税务服务")
    assert (award.kind, award.clause, award.verb, award.modality) == ("entitlement", "二(八)", "纳入", "may")
    place = next(n for n, spec in enumerate(jiangmen.outline.entitlements) if spec.id == award.id)
    assert (award.column, award.short, award.nearest) == (f"p0_e{place}", f"p0_e{place}_short", f"p0_e{place}_nearest")
    assert [unit.title for unit in award.units] == ["市税务局"] and award.inferred is not None
    assert award.conditions[0].timed
    land = next(one for one in found.awards if one.name == "工业用地")
    assert land.units[0].by == "所在县区" and dict(land.units[0].members)["新会区"] == "新会区人民政府"
    assert land.units[0].answers_to("新会区人民政府") and not land.units[0].answers_to("市税务局")


def test_criteria_are_told_down_to_single_conditions(jiangmen: Policy) -> None:
    tier = legend_of(jiangmen).awards[-1]
    assert (tier.kind, tier.name) == ("tier", "国家级小巨人")
    years = next(one for one in tier.conditions if one.words[0] == "从事细分市场年数 不低于 3")
    assert years.within == "专业化" and years.far is not None and years.far.type == "integer"
    share = next(one for one in tier.conditions if one.words[1] == "资产负债率 2023 at most 70%")
    assert share.far is not None and share.far.under == f"{share.far.column}_of" and share.far.exact is None
    scale = next(one for one in tier.conditions if one.words[0] == "中小企业")
    assert scale.far is None  # it is decided by the limits of one line of business among sixteen


def test_duties_that_concern_everybody_alike_are_left_out(jiangmen: Policy) -> None:
    duties = {one.id for one in legend_of(jiangmen).duties}
    assert any(one.endswith("链主联动") for one in duties)
    assert not any(one.endswith("落实采购办法") for one in duties)


def test_targets_have_their_figures_and_days(jiangmen: Policy) -> None:
    found = legend_of(jiangmen)
    assert [one.figure for one in found.targets] == [one.count for one in jiangmen.outline.targets]
    assert [one.column for one in found.targets] == [f"p0_target{place}" for place in range(len(found.targets))]


def test_each_unit_is_told_once(jiangmen: Policy) -> None:
    names = [unit.name for unit in legend_of(jiangmen).units]
    assert "市税务局" in names and len(names) == len(set(names))


def places(data: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(data, dict | list):
        for step, inner in data.items() if isinstance(data, dict) else enumerate(data):
            yield (*way, step)
            yield from places(inner, (*way, step))


@settings(max_examples=200)
@given(st.data())
def test_what_is_of_another_type_is_no_legend(data: st.DataObject) -> None:
    made, ways = some_legend()
    whole = deepcopy(made)
    inner, way = whole, data.draw(st.sampled_from(ways))
    for step in way[:-1]:
        inner = inner[step]
    inner[way[-1]] = data.draw(st.sampled_from([None, True, 0, 1.5, "x", [], {}, [None], {"x": 1}]))
    try:
        found = from_data(whole)
    except (TypeError, ValueError):
        return
    assert json.loads(json.dumps(to_data(found))) == whole


@cache
def some_legend() -> tuple[Any, list[tuple[Any, ...]]]:
    made = json.loads(json.dumps(to_data(legend_of(policyrules.load("江门专精特新")))))
    return made, list(places(made))


def test_a_condition_that_is_enough_as_well_is_there() -> None:
    made = deepcopy(some_legend()[0])
    conditions = next(one["conditions"] for one in made["awards"] if one["conditions"])
    for wrong in (-1, len(conditions)):
        conditions[0]["instead"] = [wrong]
        with pytest.raises(ValueError, match="none of"):
            from_data(made)
