"""Each page under docs/codes/suites holds a wrong suite and exactly what is said about it, in both languages.

A page has the suite in a block `suite`, and in a block `ids` those that are to be accepted where it is about that; then what
is said, in blocks `zh` and `en`. The policy is that of `tests/testing/suite_policy.py`. UPDATE_GOLDEN=1 rewrites it.
"""

import io
import os
import re
from pathlib import Path

import pytest

from policyrules.diagnostics import Diagnostic
from policyrules.messages.suites import MESSAGES
from policyrules.rendering import render_all
from policyrules.testing.suites.files import suite_in
from policyrules.testing.suites.suite import SuiteError, accept, rerun
from tests.test_golden_checking import BLOCK, LANGUAGES
from tests.testing.suite_policy import REVIEW, policy

PAGES = sorted((Path(__file__).parents[1] / "docs" / "codes" / "suites").glob("*.md"))
NAME = "样例.suite.jsonl"

#: What no page can show: a file that is not there, or one that is too large.
NOT_ON_A_PAGE = {"suite-missing", "suite-unreadable", "suite-too-large", "suite-too-long"}


def diagnostics(blocks: dict[str, str]) -> tuple[Diagnostic, ...]:
    try:
        suite = suite_in(io.BytesIO(blocks["suite"].encode()), NAME, policy())
        if "ids" in blocks:
            accept(policy(), suite, blocks["ids"].split(), REVIEW, NAME)
    except SuiteError as error:
        return error.diagnostics
    return rerun(policy(), suite, NAME).wrong


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_wrong_suite_gives_exactly_this(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    blocks = {match[1]: match[2] for match in BLOCK.finditer(text)}
    found = diagnostics(blocks)
    assert {one.code for one in found} == {page.stem}
    written = {language: render_all(found, language) + "\n" for language in LANGUAGES}
    if os.environ.get("UPDATE_GOLDEN"):
        head = text[: match.start()] if (match := re.search(r"^```zh$", text, re.MULTILINE)) else text.rstrip() + "\n\n"
        pages = "\n".join(f"```{language}\n{said}```\n" for language, said in written.items())
        page.write_text(head + pages, encoding="utf-8")
    else:
        assert {language: blocks.get(language) for language in LANGUAGES} == written


def test_there_is_a_page_for_everything_that_can_be_wrong_with_a_suite() -> None:
    assert {page.stem for page in PAGES} == {code for code in MESSAGES if not code.startswith("word-")} - NOT_ON_A_PAGE
