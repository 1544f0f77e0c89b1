import json
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from policyrules import resources
from policyrules.diagnostics import Language
from policyrules.explain.render import as_text
from policyrules.testing.selfcheck import checking as selfchecking
from policyrules.testing.selfcheck.checking import SelfCheck, selfcheck
from policyrules.testing.selfcheck.conformance import conformance_cases
from policyrules.testing.selfcheck.page import selfcheck_data, selfcheck_page
from tests.testing.broken import CRASHING, STRICT


@cache
def checked(wrong: str = "") -> SelfCheck:
    """Check an installation with one small policy, whose backend may be wrong."""
    policy, document = resources.skeleton("zh")
    with pytest.MonkeyPatch.context() as patch, TemporaryDirectory() as folder:
        (Path(folder) / "示例政策.pol").write_text(policy, encoding="utf-8")
        (Path(folder) / "示例政策.txt").write_text(document, encoding="utf-8")
        patch.setattr(resources, "policies_folder", lambda: Path(folder))
        patch.setattr(selfchecking, "conformance_cases", lambda: conformance_cases()[:60])
        if wrong:
            patch.setattr(selfchecking, "backend", lambda name: STRICT if wrong == "strict" else CRASHING)
        return selfcheck(["python"], cases=40, seed=1)


def text(one: SelfCheck, language: Language = "zh") -> str:
    return as_text(selfcheck_page(one, language), language)


def test_what_was_done_is_counted_in_both_languages() -> None:
    said = text(checked())
    assert "没有发现不同" in said and "与基准逐条比对：python" in said and "36 种中的" in said
    assert "nothing differs" in text(checked(), "en")


def test_what_differs_is_told_so_that_it_can_be_repeated() -> None:
    said = text(checked("strict"))
    assert "发现" in said and "compare" in said and "由以下各值得出" in said
    assert "policy" in said or "政策全文" in said or "位置" in said
    data = selfcheck_data(checked("strict"), "zh")
    assert json.loads(json.dumps(data)) == data and not data["holds"]
    (run,) = data["differential"]
    found = run["differences"][0]
    assert found["question"]["operator"] == "compare" and found["date"] and "facts" in found
    assert data["conformance"][1]["differences"][0]["what"]


def test_a_failure_is_told_without_a_question() -> None:
    said = text(checked("crash"), "en")
    assert "ZeroDivisionError" in said and "Traceback" not in said
    (run,) = selfcheck_data(checked("crash"), "en")["differential"]
    assert run["differences"][0]["question"] is None
