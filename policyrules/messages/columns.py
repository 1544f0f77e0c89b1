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
