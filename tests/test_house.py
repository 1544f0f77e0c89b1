"""The walls of the house: what no single test can see and what a wish would not keep."""

import ast
import os
import re
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from policyrules.backends.reference import RULES
from policyrules.core.program import Op
from policyrules.manual.codes import entries
from policyrules.manual.report import index_markdown
from policyrules.messages import MESSAGES, STAGES, codes, face

CLONE = Path(__file__).parents[1]
PACKAGE = CLONE / "policyrules"
MODULES = {path.relative_to(PACKAGE).as_posix(): path.read_text(encoding="utf-8") for path in sorted(PACKAGE.rglob("*.py"))}
#: What stands in quotation marks in modules other than the tables of messages, as codes do.
QUOTED = {
    found
    for name, text in MODULES.items()
    if not name.startswith("messages/")
    for found in re.findall(r'(?<=")[\w-]+(?=")', text)
}
TESTS = {
    path.relative_to(CLONE).as_posix(): path.read_text(encoding="utf-8") for path in sorted((CLONE / "tests").rglob("*.py"))
}
PAGES = "\n".join(path.read_text(encoding="utf-8") for path in sorted((CLONE / "docs" / "codes").glob("*/*.md")))

_DATA = "data without behaviour; whoever makes and reads it is tested"
_WORDS = "a table of words, shown by the golden pages"

#: Modules without a test file of their own, and why.
UNTESTED = {
    "__main__.py": "one call; tests of the terminal run it",
    "version.py": "one text; the tests of the package compare it",
    "public.py": "names only; test_api.py compares them",
    "checking/policy.py": _DATA,
    "core/case.py": _DATA,
    "core/outline.py": _DATA,
    "core/program.py": _DATA,
    "core/reads.py": _DATA,
    "syntax/ast.py": _DATA,
    "syntax/nodes.py": _DATA,
    "testing/coverage/watches.py": _DATA,
    "values/answers.py": _DATA,
    "values/types.py": _DATA,
    "columns/held.py": _DATA,
    "explain/blocks.py": _DATA,
    "explain/words.py": _WORDS,
    "syntax/table_printing.py": "the tests of the formatter print every node",
    "syntax/keywords.py": "a table; the printer, the grammar and the language page are held against it",
}

#: Codes that no page can show, and why. A test names each.
UNSHOWN = {
    **dict.fromkeys(
        (
            "too-many",
            "rules-too-deep",
            "use-too-deep",
            "use-too-many",
            "fact-list-long",
            "exceptions-many",
            "case-combinations",
            "case-number-long",
            "folder-too-large",
            "folder-too-many",
            "fact-text-long",
            "file-line-too-long",
            "file-too-large",
            "source-too-long",
            "syntax-too-long",
            "syntax-too-many-bytes",
            "syntax-too-many-lines",
            "syntax-too-many-tokens",
            "syntax-too-many-declarations",
            "suite-too-large",
            "suite-too-long",
            "mapping-too-large",
        ),
        "the page would be longer than it is instructive",
    ),
    **dict.fromkeys(
        ("case-day", "fact-date-time", "fact-number-inexact", "fact-number-not-finite"),
        "a value of Python that no file can hold",
    ),
    **dict.fromkeys(
        (
            "file-missing",
            "file-unreadable",
            "use-unreadable",
            "folder-unreadable",
            "book-empty",
            "suite-missing",
            "suite-unreadable",
            "cache-unusable",
            "cache-shared",
        ),
        "a page is a file, or a folder of files, that is there",
    ),
    **dict.fromkeys(
        (
            "match-folder-taken",
            "match-folder-begun",
            "match-other",
            "match-none",
            "match-no-row",
            "match-source-changed",
            "match-disk-full",
            "match-read-only",
            "match-folder-busy",
            "match-name",
            "register-changed",
            "match-not-written",
            "match-cluster",
            "match-engine",
            "match-damaged",
            "match-view",
            "changes-no-ids",
            "register-excel",
        ),
        "the state of a folder or of a disk, which no page can hold",
    ),
    **dict.fromkeys(
        (
            "register-missing",
            "register-unreadable",
            "register-kind",
            "register-wide",
            "register-unpacked",
            "register-formulas",
            "register-joined",
            "register-columns-differ",
            "register-database",
            "register-postgres",
        ),
        "a register that is not there, or is no text",
    ),
    "format-not-the-same": "no text is known that brings it about",
    "fact-relation": "the policy of the pages states no relation",
}


@cache
def tree_of(module: str) -> ast.Module:
    return ast.parse(MODULES[module])


def functions(tree: ast.Module) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def floats(tree: ast.AST) -> list[int]:
    """Return the lines in which a float stands; how alike two words are, for a near miss, may be one."""
    if isinstance(tree, ast.Call) and isinstance(tree.func, ast.Name) and tree.func.id == "get_close_matches":
        return []
    named = isinstance(tree, ast.Name) and tree.id == "float"
    written = isinstance(tree, ast.Constant) and isinstance(tree.value, float | complex)
    here = [tree.lineno] if isinstance(tree, ast.expr) and (named or written) else []
    return [*here, *(line for child in ast.iter_child_nodes(tree) for line in floats(child))]


def test_the_import_contracts_are_kept(capsys: pytest.CaptureFixture[str]) -> None:
    status = lint_imports(config_filename=str(CLONE / "pyproject.toml"), no_cache=True)
    assert status == EXIT_STATUS_SUCCESS, capsys.readouterr().out


@pytest.mark.parametrize("module", MODULES)
def test_a_module_says_what_it_is(module: str) -> None:
    said = ast.get_docstring(tree_of(module))
    assert said is not None
    if not module.endswith(("__init__.py", "__main__.py")) and not module.startswith("messages/") and module != "public.py":
        assert len(said.split("\n\n")) > 1, "what comes in, what goes out, what it does not know"


def test_every_module_has_a_test_file_or_a_reason() -> None:
    testable = {name for name in MODULES if not name.endswith("__init__.py") and not name.startswith("messages/")}
    without = {
        name for name in testable if f"tests/{Path(name).parent / ('test_' + Path(name).name)}".replace("/./", "/") not in TESTS
    }
    assert without == set(UNTESTED)


def test_the_map_of_the_backends_leads_to_every_one_of_them() -> None:
    said = ast.get_docstring(ast.parse(MODULES["backends/__init__.py"])) or ""
    names = {Path(name).stem for name in MODULES if name.startswith("backends/")} - {"__init__"}
    assert set(re.findall(r"`(\w+)`", said)) == names


def test_every_operator_has_a_meaning() -> None:
    assert set(RULES) == set(Op) - {Op.EACH}


#: What of `math` is exact.
EXACT_MATH = {"ceil", "floor", "gcd", "isqrt", "lcm", "prod"}


def inexact(tree: ast.AST) -> list[str]:
    """Return what gives a float without being called one: modules that compute with them, functions of `math`, `Decimal`."""
    found: list[str] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "math":
            found += [alias.name for alias in node.names if alias.name not in EXACT_MATH]
        elif isinstance(node, ast.ImportFrom) and node.module in ("decimal", "numbers", "statistics", "random", "cmath"):
            found.append(node.module)
        elif isinstance(node, ast.Import):
            found += [alias.name for alias in node.names if alias.name in ("math", "cmath", "statistics", "random", "decimal")]
    return found


#: Reading refuses what is not exact, and has to know what that is.
READS_NUMBERS = {
    "values/reading.py": ["decimal", "inf", "numbers"],
    "backends/reading.py": ["decimal"],
    "columns/plain.py": ["decimal"],
}


@pytest.mark.parametrize("folder", ["values", "core", "backends", "columns", "explain"])
def test_nothing_that_gives_a_float_is_used(folder: str) -> None:
    for name in MODULES:
        if name.startswith(f"{folder}/"):
            assert inexact(tree_of(name)) == READS_NUMBERS.get(name, []), name


@pytest.mark.parametrize("folder", ["values", "core", "backends", "columns", "explain"])
def test_no_float_stands_between_a_fact_and_its_verdict(folder: str) -> None:
    for name in MODULES:
        if name.startswith(f"{folder}/"):
            assert floats(tree_of(name)) == [], name


def test_no_function_is_longer_than_fifty_lines() -> None:
    long = [
        f"{name}:{function.lineno} {function.name}"
        for name in MODULES
        for function in functions(tree_of(name))
        if (function.end_lineno or 0) - function.lineno >= 50
    ]
    assert long == []


# --- messages ---------------------------------------------------------------------------------------------------------


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_the_words_of_the_command_line_are_filled_with_the_same_in_both_languages() -> None:
    for name, (chinese, english) in face._WORDS.items():
        assert placeholders(chinese) == placeholders(english), name


def test_a_sentence_is_one_clause_in_the_users_words() -> None:
    for code, row in MESSAGES.items():
        for sentence in (text for language in ("zh", "en") for text in row[language] if text):
            assert not sentence.endswith((".", "。")), code
        first = re.sub("^[`“{].*", "", row["en"][0])
        assert not first[:1].isupper() or first.split()[0] in ("JSON", "YAML", "UTF-8", "NUL"), code


def test_every_code_is_used() -> None:
    code_text = "\n".join(text for name, text in MODULES.items() if not name.startswith("messages/"))
    unused = set(MESSAGES) - QUOTED
    made = {code for code in unused if f'f"{code.partition("-")[0]}-{{' in code_text}
    assert unused - made == set()
    assert {name for name in face._WORDS if f"'{name}'" not in code_text} - QUOTED == set()


def test_every_code_has_a_golden_page_or_a_reason() -> None:
    without = {code for stage in STAGES for code in codes(stage) if f"[{code}]" not in PAGES}
    assert without == set(UNSHOWN)
    tests = "\n".join(TESTS.values())
    assert all(f'"{code}"' in tests.replace(f'"{code}": "', "", 1) for code in UNSHOWN)


def test_the_index_of_codes_lists_them_all_with_the_titles_of_their_pages() -> None:
    index, written = CLONE / "docs" / "codes" / "README.md", index_markdown(entries().values())
    if os.environ.get("UPDATE_GOLDEN"):
        index.write_text(written, encoding="utf-8")
    assert index.read_text(encoding="utf-8") == written, "set UPDATE_GOLDEN=1 to rewrite it"


# --- files ------------------------------------------------------------------------------------------------------------


def test_no_path_of_a_machine_stands_in_the_project() -> None:
    for name, text in {**MODULES, **TESTS}.items():
        assert not re.search(r"/(?:home|root|work|Users)/\w", text.replace('r"/(?:home|root|work|Users)', "")), name
