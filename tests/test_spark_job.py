"""The PySpark job of the examples reads Parquet and writes, for each enterprise, the verdicts that decisions give."""

import importlib.util
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import policyrules

JOB = Path(__file__).parents[1] / "examples" / "spark_job.py"
DAY = date(2027, 2, 27)  # the last day of three years after a 29 February


def job() -> Any:
    spec = importlib.util.spec_from_file_location("spark_job", JOB)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_column_with_any_name_is_read_as_one_column() -> None:
    assert job().quoted("a`b, 1 AS c") == "`a``b, 1 AS c`"


@pytest.mark.parametrize("text", ["20230301", "2023-W09-3", "2023-3-1", "2023-02-30", "", "２０２３-03-01"])
def test_a_day_is_written_as_everywhere_else(
    text: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert job().day("2023-03-01") == date(2023, 3, 1)
    monkeypatch.setattr("sys.argv", ["spark_job.py", "江门专精特新", "register.parquet", "out", "--on", text])
    with pytest.raises(SystemExit) as ended:
        job().main()
    assert ended.value.code == 2 and "--on" in capsys.readouterr().err


def test_a_policy_that_cannot_be_used_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("sys.argv", ["spark_job.py", str(tmp_path / "none.pol"), "a", "b", "--on", "2023-03-01"])
    with pytest.raises(SystemExit, match="policy-not-found"):
        job().main()


RECORD = "STRUCT<`称号`: STRING, `认定日`: DATE, `撤销日`: DATE>"
SCHEMA = f"row BIGINT, `所在县区` STRING, `认定` ARRAY<{RECORD}>, `营业收入` MAP<INT, BIGINT>"
HELD = {"称号": "示范企业", "认定日": date(2024, 2, 29), "撤销日": None}
ENOUGH, SHORT = {2026: 500_000_000}, {2026: 499_999_999}  # 分
REGISTER: list[tuple[int, str | None, list[dict[str, object]] | None, dict[int, int] | None]] = [
    (10**15, "东区", [HELD], ENOUGH),
    (2, "西区", [{**HELD, "撤销日": date(2026, 1, 1)}, HELD], SHORT),
    (3, "东区", [], ENOUGH),
    (4, None, None, None),
    (5, None, [{**HELD, "称号": None}], ENOUGH),
    (6, "西区", [HELD], {2025: 1}),
]


@pytest.mark.spark
def test_the_job_tells_of_a_register_what_decisions_tell(spark: Any, small: Path, tmp_path: Path) -> None:
    policy, (register, out) = policyrules.load(small), (str(tmp_path / name) for name in ("register", "out"))
    spark.createDataFrame(REGISTER, SCHEMA).write.parquet(register)
    assert job().decide(spark, policy, register, out, DAY) == (len(REGISTER), 0)
    found = {one["row"]: one["示范奖励"] for one in spark.read.parquet(f"{out}/decisions").collect()}
    for row, county, titles, revenue in REGISTER:
        given = {
            "所在县区": county,
            "认定": titles and [{name: value for name, value in one.items() if value is not None} for one in titles],
            "营业收入": revenue and {year: f"{Decimal(amount) / 100}元" for year, amount in revenue.items()},
        }
        decision = policy.decide({name: value for name, value in given.items() if value is not None}, DAY)
        assert found[row] == decision["示范奖励"].verdict.value, given
    assert set(found.values()) == {"entitled", "not_entitled", "undetermined"}
