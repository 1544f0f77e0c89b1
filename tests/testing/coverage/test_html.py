from html.parser import HTMLParser

import pytest

import policyrules
from policyrules.testing.coverage.html import coverage_html
from policyrules.testing.coverage.recording import Recorder, measured
from tests.testing.covered import TEXT, decided, policy

VOID = {"meta"}


class Page(HTMLParser):
    """A page whose tags are closed in the order in which they were opened."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.states: dict[str, str] = {}
        self.tags: set[str] = set()
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.add(tag)
        self.links += [given[name] or "" for name in ("href", "src") if name in given]
        if tag not in VOID:
            self.open.append(tag)
        if "id" in given:
            self.ids.append(given["id"] or "")
            self.states[given["id"] or ""] = (given.get("class") or "").removeprefix("line").strip()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def page(text: str = TEXT, **facts: object) -> str:
    tried = policy(text)
    recorder = Recorder(tried)
    recorder.saw(decided(tried, **facts), "一")
    return coverage_html(recorder.report(), "zh")


def line_of(text: str) -> str:
    return f"L{TEXT[: TEXT.index(text)].count(chr(10)) + 1}"


def test_each_line_is_shown_wholly_or_partly_or_not_at_all_or_has_nothing_to_show() -> None:
    states = Page(page(人数=100, 认定=[])).states
    assert states[line_of("100 以上")] == "full"
    assert states[line_of("10 以上: 1")] == "none"
    assert states[line_of("大企业: ")] == "part"
    assert states[line_of("人数: 整数")] == ""


def test_a_state_is_said_by_a_sign_and_not_by_colour_alone() -> None:
    text = page(人数=100)
    for state, sign in (("full", "✓"), ("part", "△"), ("none", "✗")):
        item = text[text.index(f'<li class="line {state}"') :]
        assert f'">{sign}</span>' in item[: item.index("</li>")]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_real_page_is_well_formed_and_needs_nothing_else(language: str) -> None:
    _, report = measured(policyrules.load("江门专精特新"), language)  # type: ignore[arg-type]
    text = coverage_html(report, language)  # type: ignore[arg-type]
    read = Page(text)
    assert len(read.ids) == len(set(read.ids)) == report.policy.checked.source.text.count("\n")
    assert {link[0] for link in read.links} == {"#"}
    assert {link[1:] for link in read.links} <= set(read.ids)
    assert not read.tags & {"script", "link", "img", "iframe", "object"}
    assert "url(" not in text and "@import" not in text


def test_what_an_attacker_writes_into_a_policy_stays_a_text() -> None:
    evil = "</code><script>alert(1)</script>&amp;"
    comment = '# "><img src=x onerror=alert(1)>'
    text = page(TEXT.replace("补贴办法", evil).replace("持有 甲等\n", f"持有 甲等  {comment}\n"), 人数=1)
    assert "<script>" not in text and "<img" not in text
    assert "&lt;/code&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;" in text
    Page(text)


def test_scenarios_are_folded_away() -> None:
    scenarios = "".join(f'\n试算 "{name}":\n    日期: 2023-06-01\n    应未定: 设备补助\n' for name in "一二")
    text = page(TEXT + scenarios)
    first = TEXT.count("\n") + 2
    assert f"试算（第 {first} 行至第 {first + 6} 行）" in text
    assert text.count('class="fold"') == 1
