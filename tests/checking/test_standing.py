"""A used policy that lapses while the policy that uses it goes on is found where the days are written out."""

from datetime import date
from pathlib import Path

import pytest

from policyrules.checking.standing import same_number, supersessions
from tests.beside import LOCAL, NATIONAL, codes, examined
from tests.checking.texts import HEAD, said

REPLACED = '    被取代: "国标〔2026〕2号" 自 2026-04-01\n'
FORCE = "    施行: 2023-01-01 起\n"


def found(folder: Path, local: str = "", national: str = "", *others: str) -> list[str]:
    files = {
        "本地.pol": LOCAL.replace(FORCE, local or FORCE),
        "国标.pol": NATIONAL.replace("至 2026-12-31\n", national or "至 2026-12-31\n"),
    }
    return [code for code in codes(files, folder) if not code.endswith("-unused")]


@pytest.mark.parametrize(
    "local, national, said",
    [
        ("", "起\n", []),
        ("", "至 2026-12-31\n", ["use-ended"]),
        ("    施行: 2023-01-01 至 2026-12-31\n", "至 2026-12-31\n", []),
        ("    施行: 2023-01-01 至 2027-01-01\n", "至 2026-12-31\n", ["use-ended"]),
        ("", "起\n" + REPLACED, ["use-superseded"]),
        ("    施行: 2023-01-01 至 2026-04-01\n", "起\n" + REPLACED, ["use-superseded"]),
        ("    施行: 2023-01-01 至 2026-03-31\n", "起\n" + REPLACED, []),
        ("    施行: 2023-01-01 起 3年\n", "起\n" + REPLACED, []),
        ("    施行: 2023-01-01 起 4年\n", "起\n" + REPLACED, ["use-superseded"]),
        ('    施行: 2023-01-01 起\n    被取代: "本地〔2026〕1号" 自 2026-04-01\n', "起\n" + REPLACED, []),
        ("", "至 2026-03-01\n" + REPLACED, ["use-ended"]),
    ],
)
def test_the_days_of_both_are_compared(local: str, national: str, said: list[str], tmp_path: Path) -> None:
    assert found(tmp_path, local, national) == said


def test_an_end_that_a_reading_decides_is_not_compared(tmp_path: Path) -> None:
    reading = """疑义 末日 "末日":
    选项 早
    选项 晚
    采用: 早
    因: "惯例"

定义 到 = 如果 末日 为 早 则 2027-01-01 否则 2027-02-01

引用 国标"""
    local = LOCAL.replace(FORCE, "    施行: 2023-01-01 至 到\n").replace("引用 国标", reading)
    assert codes({"本地.pol": local, "国标.pol": NATIONAL}, tmp_path) == []


def test_of_two_used_policies_one_can_take_the_place_of_the_other(tmp_path: Path) -> None:
    newer = NATIONAL.replace("国家标准", "新国家标准").replace("国标〔2021〕1号", "国标〔2026〕2号")
    newer = newer.replace("2021-08-01 至 2026-12-31\n", '2026-04-01 起\n    取代: "国标 [2021] 1号" 自 2026-04-01\n')
    local = LOCAL.replace("引用 国标", '引用 新国标 "新国标.pol"\n引用 国标').replace(
        "人数 不少于 10", "人数 不少于 10 且 新国标.达到标准"
    )
    assert codes({"本地.pol": local, "国标.pol": NATIONAL, "新国标.pol": newer}, tmp_path) == ["use-superseded"]


def test_the_documents_are_read_from_the_head(tmp_path: Path) -> None:
    replaced = NATIONAL.replace(
        "至 2026-12-31\n", "起\n" + REPLACED + '    取代: "一号" 自 2021-08-01\n    取代: "二号" 自 2021-09-01\n'
    )
    head = examined({"国标.pol": replaced}, tmp_path).head
    assert supersessions(head, "superseded_by") == (("国标〔2026〕2号", date(2026, 4, 1)),)
    assert [number for number, _ in supersessions(head, "supersedes")] == ["一号", "二号"]


@pytest.mark.parametrize(
    "line, code",
    [
        ('    取代: "" 自 2022-08-01\n', "supersession-unnamed"),
        ('    被取代: "甲" 自 2022-08-01\n', "supersession-early"),
        ('    被取代: "甲" 自 3年\n', "type-mismatch"),
        ('    被取代: "甲" 自 当日\n', "constant-expected"),
    ],
)
def test_a_supersession_that_cannot_be_is_reported(line: str, code: str) -> None:
    assert said("", HEAD.replace('    原文: "例.txt"\n', line + '    原文: "例.txt"\n')) == [code]


@pytest.mark.parametrize(
    "one, other",
    [("国标〔2021〕1号", "国标[2021]1号"), ("国标〔2021〕1号", "国标【2021】 １号"), ("国标（2021）1号", "国标(2021)1号")],
)
def test_a_number_is_the_same_in_any_brackets(one: str, other: str) -> None:
    assert same_number(one, other)
    assert not same_number(one, other.replace("2021", "2012").replace("2011", "2012"))
