"""A PySpark job: reads a register as Parquet, decides all of it by a policy, and writes one row of verdicts per enterprise.

    python examples/spark_job.py 江门专精特新 register.parquet decisions --on 2023-03-01 --master 'local[*]'
    spark-submit examples/spark_job.py 江门专精特新 hdfs:///register hdfs:///decisions --on 2023-03-01

The register has one row per enterprise: a whole number `row`, and one column per fact, named like the fact, of the type that
docs/columns.md tells (money is a number of 分, a list is an array of structs with the fields of the record). A fact without a
column is not known of anybody; an optional field that is null is one that holds nothing. What comes out has a column per
entitlement, with its verdict; rows that the query does not answer stand in OUT/left, to be decided one by one.
"""

import argparse
from datetime import date

import policyrules
from policyrules.columns import spark
from policyrules.columns.dialect import SPARK
from policyrules.columns.layout import ListColumn, fact_columns
from policyrules.columns.outcomes import Kind, told


def quoted(name: str) -> str:
    """Write the name of a column or a field."""
    return "`" + name.replace("`", "``") + "`"


def staged(policy: policyrules.Policy, names: list[str]) -> str:
    """Write the query that gives the columns of a register the names and types that the policy's query reads."""
    columns = [
        f"{fact(spec, shape) if spec.name in names else SPARK.null(shape)} AS {name}"
        for spec, (name, shape) in zip(policy.program.facts, fact_columns(policy.program).items(), strict=True)
    ]
    return f"SELECT CAST(row AS BIGINT) AS row, {', '.join(columns)} FROM source"


def fact(spec, shape) -> str:
    """Write one fact: as it stands there, or record by record."""
    if not isinstance(shape, ListColumn):
        return f"CAST({quoted(spec.name)} AS {SPARK.type_of(shape)})"
    fields = {}
    for place, field in enumerate(spec.type.element.fields):
        value = f"one.{quoted(field.name)}"
        fields[f"c{place}"] = f"CAST({value} AS {SPARK.type_of(shape.fields[f'c{place}'])})"
        if field.optional:
            fields[f"g{place}"] = f"{value} IS NOT NULL"
    return SPARK.each(quoted(spec.name), "one", f"CASE WHEN one IS NOT NULL THEN {SPARK.struct(fields)} END")


def readable(policy: policyrules.Policy) -> list[str]:
    """Write the verdicts of all entitlements under their names."""
    verdicts = [one for one in told(policy.outline, policy.program) if one.kind is Kind.VERDICT]
    shown = [
        f"CASE WHEN {one.column} IS NULL THEN 'undetermined' WHEN {one.column} THEN 'entitled' ELSE 'not_entitled' END"
        f" AS {quoted(one.of)}"
        for one in verdicts
    ]
    return ["row", *shown]


def decide(session, policy: policyrules.Policy, register: str, out: str, on: date) -> tuple[int, int]:
    """Decide a register, and return of how many enterprises it told, and how many it left."""
    session = spark.prepared(session)
    source = session.read.parquet(register)
    source.createOrReplaceTempView("source")
    session.sql(staged(policy, source.columns)).createOrReplaceTempView("register")
    session.sql(policy.sql(on, dialect="spark")).write.parquet(f"{out}/columns")
    found = session.read.parquet(f"{out}/columns")
    answered, left = found.where("NOT beyond"), found.where("beyond").select("row")
    answered.selectExpr(*readable(policy)).write.parquet(f"{out}/decisions")
    left.write.parquet(f"{out}/left")
    return answered.count(), left.count()


def day(text: str) -> date:
    """Read a day as it is written everywhere else; Python would take `20230301` and `2023-W09-3` too."""
    found = date.fromisoformat(text)
    if found.isoformat() != text:
        raise ValueError(text)
    return found


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("policy")
    options.add_argument("register")
    options.add_argument("out")
    options.add_argument("--on", type=day, required=True, help="the decision date: 2023-03-01")
    options.add_argument("--master", default=None, help="where to run; spark-submit says so itself")
    given = options.parse_args()
    try:
        policy = policyrules.load(given.policy)
        session = spark.session(given.master)
    except (policyrules.PolicyError, ModuleNotFoundError, spark.ClusterError) as error:
        raise SystemExit(str(error)) from None
    answered, left = decide(session, policy, given.register, given.out, given.on)
    print(f"{answered} enterprises told, {left} left to be decided one by one")
    session.stop()


if __name__ == "__main__":
    main()
