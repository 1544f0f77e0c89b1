"""The sentences that running queries over a register says, in Chinese and English side by side."""


def no_engine(package: str) -> str:
    """Say that a package is not installed, and how it is had."""
    return (
        f"没有安装 {package}，不能成批计算；请运行 pip install 'policyrules[batch]'\n"
        f"{package} is not installed, which deciding in batches needs; run pip install 'policyrules[batch]'"
    )


def no_spark(package: str) -> str:
    """Say that Spark is not installed, and how it is had."""
    return (
        f"没有安装 {package}，不能用 Spark 计算；请先安装 Java（17 或更高版本），再运行 pip install 'policyrules[spark]'\n"
        f"{package} is not installed, which Spark needs; install Java (17 or newer), then run pip install 'policyrules[spark]'"
    )


def no_cluster(master: str | None) -> str:
    """Say that Spark did not start on a cluster, and how clusters are named."""
    return (
        f"Spark 没有在 `{master}` 上启动；集群写成 spark://主机:7077、yarn、k8s://… 或 local[2]\n"
        f"Spark did not start on `{master}`; a cluster is named as spark://HOST:7077, yarn, k8s://… or local[2]"
    )


def no_frame(kind: str) -> str:
    """Say that something is no frame, and what can be given."""
    return (
        f"不能读取 {kind}；可以给出 Polars、pandas 或 Spark 的 DataFrame、Arrow 的 Table、DuckDB 的查询结果\n"
        f"cannot read a {kind}; give a DataFrame of Polars, pandas or Spark, a Table of Arrow or a relation of DuckDB"
    )


def unread_column(fact: str, kind: str) -> str:
    """Say that a column is called like a fact, and holds what the fact cannot be read from."""
    return (
        f"列“{fact}”的类型是 {kind}，读不出同名的事实；各类事实怎样放在列里，见 docs/columns.md\n"
        f"the column `{fact}` holds {kind}, from which no such fact can be read: see docs/columns.md"
    )


def column_twice(fact: str) -> str:
    """Say that two columns are called like the same fact."""
    return (
        f"列名“{fact}”不止一列在用（不分大小写），读哪一列说不准；请只留一列，或者给其他各列改名\n"
        f"more than one column is called `{fact}` (upper and lower case are one): keep one of them, or rename the others"
    )


def no_arrow(reason: str) -> str:
    """Say that a frame cannot be made a table of Arrow."""
    return (
        f"这个 DataFrame 不能转成 Arrow 的 Table：{reason}；列名不能重复，一列里的值应为同一类型\n"
        f"the frame cannot be made a Table of Arrow: {reason}; names of columns are unlike, and a column has values of one type"
    )
