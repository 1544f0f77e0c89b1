"""Texts written to break the reader: each ends soon, in little memory, in diagnostics and not in an exception.

Every text is checked whole, from the bytes to the program, by the command line in a process of its own, whose memory and
processor time are limited. The processes are children of one that has imported it once.
"""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("the limits are those of POSIX", allow_module_level=True)

CLONE = Path(__file__).parents[2]

MEMORY = 400 * 1024 * 1024
#: Twice what the slowest of them takes on a slow machine.
SECONDS = 8
#: More than this is printed of no text.
PRINTED = 300_000

HEAD = '政策 样例 "样例":\n    文号: "1"\n    发文: "市"\n    印发: 2022-07-26\n    施行: 2022-08-01 至 2024-12-31\n\n'
FACTS = "事实:\n    停业: 是否\n    数: 整数\n    总是: 非 停业\n    总是: 数 高于 0\n"
OPTIONAL = "记录 记:\n    奖金: 金额 可不填\n\n事实:\n    表: 记 列表\n    总是: 表 中每一项 甲: "
RECORDS = "记录 记:\n    数: 整数\n\n事实:\n    表: 记 列表\n    总是: "


def chained(count: int, first: str) -> str:
    """Return definitions, each of which stands on the one before."""
    return f"定义 甲0 = {first}\n" + "".join(f"定义 甲{n} = 甲{n - 1} + 1\n" for n in range(1, count))


def doubled(body: str) -> str:
    """Return functions, each of which calls the one before twice, so that the last is 2⁵⁹ calls of the first."""
    functions = "".join(f"定义 f{n}(a: 整数) = {body.format(n - 1)}\n" for n in range(1, 60))
    return f"{FACTS}    总是: f59(数) 高于 0\n\n定义 f0(a: 整数) = a + 1\n{functions}"


#: A policy of which nothing is wrong names no source text, and is warned of that.
FINE = "source-missing"

TEXTS: dict[str, tuple[Callable[[], str], str]] = {
    "10,000 nested brackets": (lambda: f"定义 x = {'(' * 10_000}1{')' * 10_000}\n", "syntax-too-deep"),
    "10,000 levels of tabs": (lambda: "".join("\t" * n + "甲:\n" for n in range(10_000)), "syntax-too-many-bytes"),
    "1,400 levels of blanks": (lambda: "".join("    " * n + "下列全部:\n" for n in range(1_400)), "syntax-too-deep"),
    "a text of 10 MB": (lambda: f'层次 甲 "{"a" * 10_000_000}":\n', "syntax-too-many-bytes"),
    "a number of 4 MB": (lambda: f"定义 x = {'1' * 4_000_000}\n", "syntax-number-too-long"),
    "a name of a million characters": (lambda: f"定义 {'甲' * 1_000_000} = 1\n", "definition-unused"),
    "a name of a million characters that nothing declares": (lambda: f"定义 x = {'甲' * 1_000_000}\n", "name-unknown"),
    "100,000 definitions": (lambda: chained(99_000, "1"), "syntax-too-many-declarations"),
    "4,900 definitions in a chain": (lambda: chained(4_900, "1"), "definition-unused"),
    "4,900 definitions in a circle": (lambda: chained(4_900, "甲4899"), "definition-circle"),
    "4,000 names that look alike": (
        lambda: "".join(f"定义 土{n} = 士{n}\n" for n in range(4_000)), "syntax-names-alike"),
    "4,900 misspelt names": (
        lambda: "".join(f"定义 甲乙丙丁{n}戊己庚 = 甲乙丙丁{n}戊己\n" for n in range(4_900)), "name-unknown"),
    "hidden characters": (lambda: "# \u202e\u2066\n" * 20_000 + "\u202e" * 500_000, "syntax-hidden-character"),
    "4,000 names in mixed scripts": (lambda: "".join(f"定义 аb{n} = 1\n" for n in range(4_000)), "syntax-foreign-letter"),
    "4 MB of NUL": (lambda: "\0" * 4_000_000, "syntax-nul"),
    "20,000 unclosed texts": (lambda: '层次 甲 "\n' * 20_000, "syntax-string-unclosed"),
    "20,000 unclosed texts in a line": (lambda: f"层次 甲 {'“' * 20_000}\n", "syntax-string-unclosed"),
    "100,000 negations": (lambda: f"{FACTS}    总是: {'非 ' * 100_000}停业\n", "syntax-too-many-tokens"),
    "39,000 negations": (lambda: f"{FACTS}    总是: {'非 ' * 39_000}停业\n", "syntax-too-deep"),
    "100,000 sums": (lambda: f"定义 x = 1{' + 1' * 100_000}\n", "syntax-too-many-tokens"),
    "19,000 sums": (lambda: f"定义 x = 1{' + 1' * 19_000}\n", "syntax-too-deep"),
    "50,000 conjunctions": (lambda: f"{FACTS}    总是: 停业{' 且 停业' * 50_000}\n", "syntax-too-many-tokens"),
    "19,000 conjunctions": (lambda: f"{FACTS}    总是: 停业{' 且 停业' * 19_000}\n", FINE),
    "6,000 conditionals": (lambda: f"定义 x = {'如果 1 则 1 否则 ' * 6_000}1\n", "syntax-too-deep"),
    "9,000 defaults": (lambda: f"{OPTIONAL}{'甲.奖金 未填则 ' * 9_000}0元 高于 1元\n", "syntax-too-deep"),
    "60 defaults": (lambda: f"{OPTIONAL}{'甲.奖金 未填则 ' * 60}0元 不高于 1元\n", FINE),
    "100,000 members": (lambda: f"枚举 类: {'、'.join(f'甲{n}' for n in range(100_000))}\n", "syntax-too-many-tokens"),
    "19,000 members": (lambda: f"枚举 类: {'、'.join(f'甲{n}' for n in range(19_000))}\n", FINE),
    "60 doublings": (lambda: doubled("f{0}(a) + f{0}(a)"), FINE),
    "60 doublings of doublings": (lambda: doubled("f{0}(f{0}(a))"), "policy-too-large"),
    "40 quantifiers": (
        lambda: RECORDS + "".join(f"表 中有一项 甲{n}: " for n in range(40)) + "甲0.数 高于 甲39.数\n", "quantifier-too-deep"),
    "3 million blank lines": (lambda: "\n" * 3_000_000, "syntax-too-many-lines"),
}  # fmt: skip


#: Imports the command line once, and checks each text that it is told of in a child of its own, within the limits.
SERVER = f"""
import os, resource, sys
from policyrules.cli import main

def check(text, out, err):
    resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}))
    resource.setrlimit(resource.RLIMIT_CPU, ({SECONDS}, {SECONDS}))
    for number, (path, flags) in enumerate(((text, os.O_RDONLY), (out, os.O_WRONLY), (err, os.O_WRONLY))):
        os.dup2(os.open(path, flags | os.O_CREAT), number)
    main(["check", "--lang", "en", "-"])

for line in sys.stdin:
    child = os.fork()
    if not child:
        check(*line.rstrip("\\n").split("\\t"))
        os._exit(99)  # the command line has not ended the child
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


@pytest.fixture(scope="module")
def server() -> Iterator[subprocess.Popen[str]]:
    environment = {**os.environ, "PYTHONPATH": str(CLONE), "PYTHONUTF8": "1"}
    command = [sys.executable, "-c", SERVER]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, text=True) as process:
        yield process


@pytest.mark.parametrize("case", TEXTS)
def test_a_hostile_text_ends_in_diagnostics(case: str, server: subprocess.Popen[str], tmp_path: Path) -> None:
    make, code = TEXTS[case]
    text, printed, said = (tmp_path / name for name in ("text", "out", "err"))
    text.write_bytes((HEAD + make()).encode())
    assert server.stdin is not None and server.stdout is not None
    print(text, printed, said, sep="\t", file=server.stdin, flush=True)
    status = int(server.stdout.readline())
    out, err = printed.read_text(encoding="utf-8"), said.read_text(encoding="utf-8")
    assert (status, err) == (1, "")
    codes = set(re.findall(r"^(?:error|warning)\[([a-z0-9-]+)\]", out, re.MULTILINE))
    assert code in codes
    assert code != FINE or codes == {FINE}
    assert len(out) < PRINTED
