import ast
import inspect

from policyrules.lint.catalogue import CHECKS
from policyrules.messages import MESSAGES


def test_each_check_is_one_small_function_that_finds_under_its_own_code() -> None:
    for code, check in CHECKS.items():
        text = inspect.getsource(check)
        assert len(text.splitlines()) < 40, code
        assert f'"{code}"' in inspect.getsource(inspect.getmodule(check)), code  # type: ignore[arg-type]
        assert ast.get_docstring(ast.parse(text).body[0]), code  # type: ignore[arg-type]


def test_each_check_speaks_both_languages_and_says_how_to_mend() -> None:
    for code in CHECKS:
        assert set(MESSAGES[code]) == {"zh", "en"}
        assert all(sentence and help_ for sentence, help_ in MESSAGES[code].values()), code


def test_the_catalogue_holds_what_a_bureau_asks_about() -> None:
    assert len(CHECKS) >= 28
    topics = {code.partition("-")[0] for code in CHECKS}
    assert topics >= {"unit", "fact", "sum", "figure", "window", "amount", "tier", "condition", "rows", "definition"}
    assert topics >= {"entitlement", "threshold", "scenario", "reading", "duty", "reference", "title", "competition"}
