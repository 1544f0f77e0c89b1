"""江府办函〔2022〕125号 is encoded whole: every clause, and each of its 68 items as strongly as the document says it."""

import csv
from pathlib import Path

import pytest

from policyrules.checking.document import read_document, significant, unit_names
from policyrules.checking.sources import Coverage, coverage
from policyrules.source import Source
from policyrules.syntax import ast
from policyrules.syntax.parser import parse
from policyrules.values.modality import VERBS, Modality, weaker

POLICIES = Path(__file__).parents[2] / "policies"
POLICY = Source("江门专精特新.pol", (POLICIES / "江门专精特新.pol").read_text(encoding="utf-8"))
DOCUMENT = Source("江府办函〔2022〕125号.txt", (POLICIES / "江府办函〔2022〕125号.txt").read_text(encoding="utf-8"))
ITEMS = tuple(
    csv.DictReader((Path(__file__).parent / "items.tsv").open(encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE)
)

#: What an item of each strength may be encoded as: statement, advice, duty, priority or inclusion, award. A lead-in that
#: governs several promises is quoted by their measure.
KINDS = {
    "S0": {"target", "omit", "policy"},
    "S1": {"entitlement", "duty"},
    "S2": {"duty"},
    "S3": {"entitlement", "measure"},
    "S4": {"entitlement"},
}
#: How strongly an item of each strength may be put.
MODALITIES = {
    "S1": {Modality.SUPPORT, Modality.ENCOURAGE, Modality.GUIDE},
    "S2": {Modality.SHALL, Modality.RECOMMEND},
    "S3": {Modality.MAY, Modality.PRIORITY},
    "S4": {Modality.SHALL},
}
LEADS = {"专项保障": Modality.MAY}
GUARANTEES = ("税务服务", "工业用地", "供电保障", "子女教育", "医疗保障", "交通出行", "贷款利率")


@pytest.fixture(scope="module")
def tree() -> ast.File:
    tree, diagnostics = parse(POLICY)
    assert diagnostics == ()
    return tree


@pytest.fixture(scope="module")
def covered(tree: ast.File) -> Coverage:
    return coverage(tree, DOCUMENT)


def measures(tree: ast.File) -> list[ast.Measure]:
    return [declaration for declaration in tree.declarations if isinstance(declaration, ast.Measure)]


def test_nothing_is_wrong_with_the_quotes_and_every_clause_is_covered(covered: Coverage) -> None:
    assert [d.message("en") for d in covered.diagnostics] == []
    assert covered.uncovered == ()
    assert len(covered.clauses) == 157


def test_the_table_holds_the_sixty_eight_items() -> None:
    assert len(ITEMS) == 68
    assert len({item["id"] for item in ITEMS}) == 68


@pytest.mark.parametrize("item", ITEMS, ids=[item["id"] for item in ITEMS])
def test_an_item_is_encoded_as_strongly_as_the_document_says(item: dict[str, str], covered: Coverage) -> None:
    document = read_document(DOCUMENT)
    section = document.section(item["place"])
    assert section is not None
    span = document.find(item["quote"], section)
    assert span is not None
    fitting = [
        mark
        for mark in covered.marks
        if mark.by.kind in KINDS[item["strength"]] and mark.span.start < span.end and mark.span.end > span.start
    ]
    held = {at for mark in fitting for at in range(mark.span.start, mark.span.end)}
    assert [c for at, c in enumerate(span.text, span.start) if significant(c) and at not in held] == []
    for mark in fitting:
        if mark.by.verb:
            modality = VERBS[mark.by.verb]
            modality = weaker(modality, LEADS.get(mark.by.name.split(".")[0], modality))
            assert modality in MODALITIES[item["strength"]]


def test_an_omission_says_why(tree: ast.File) -> None:
    omits = [declaration for declaration in tree.declarations if isinstance(declaration, ast.Omit)]
    assert omits and all(omit.because and len(omit.because.text) >= 2 for omit in omits)


def test_there_are_eight_measures_and_four_safeguards(tree: ast.File) -> None:
    places = [measure.clause.clause for measure in measures(tree) if measure.clause]
    assert places == [f"二({n})" for n in "一二三四五六七八"] + [f"三({n})" for n in "一二三四"]


def test_the_units_are_the_fifteen_of_the_brackets(tree: ast.File) -> None:
    brackets = [clause.span.text for clause in read_document(DOCUMENT).clauses if clause.units]
    named = {bracket[start:end] for bracket in brackets for start, end in unit_names(bracket)}
    (units,) = (declaration for declaration in tree.declarations if isinstance(declaration, ast.Units))
    assert len(units.lines) == 15
    assert {line.title.text for line in units.lines} == named


def test_the_county_governments_are_seven(tree: ast.File) -> None:
    (units,) = (declaration for declaration in tree.declarations if isinstance(declaration, ast.Units))
    (counties,) = (line for line in units.lines if line.by)
    assert [member.title.text for member in counties.members] == [
        f"{county}人民政府" for county in ("蓬江区", "江海区", "新会区", "台山市", "开平市", "鹤山市", "恩平市")
    ]


def test_there_are_six_tiers_and_four_targets(tree: ast.File) -> None:
    assert [d.name.name for d in tree.declarations if isinstance(d, ast.Tier)] == [
        "市级后备库", "市级专精特新", "省级创新型", "省级专精特新", "国家级小巨人", "金种子",
    ]  # fmt: skip
    counts = [
        i.value for d in tree.declarations if isinstance(d, ast.Target) for i in d.items if getattr(i, "key", "") == "count"
    ]
    assert [value.value for value in counts if isinstance(value, ast.NumberLiteral)] == [300, 120, 30, 100]


def test_the_seven_guarantees_and_the_award_have_their_ids(tree: ast.File) -> None:
    parts = {m.name.name: [p.name.name for p in m.items if isinstance(p, ast.Entitlement)] for m in measures(tree)}
    assert tuple(parts["专项保障"]) == GUARANTEES
    assert parts["资金扶持"] == ["资金奖励"]
    assert parts["动态管理"] == ["优先推荐"]


def test_no_money_stands_in_the_policy(tree: ast.File) -> None:
    def nodes(node: ast.Tree) -> list[ast.Tree]:
        return [node, *(below for child in ast.children(node) for below in nodes(child))]

    assert [node for node in nodes(tree) if isinstance(node, ast.MoneyLiteral)] == []


def test_there_are_at_least_forty_scenarios(tree: ast.File) -> None:
    titles = [d.title.text for d in tree.declarations if isinstance(d, ast.Scenario) and d.title]
    assert len(titles) >= 40 and len(set(titles)) == len(titles)
