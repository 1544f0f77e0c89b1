"""Templates become lines of Python that say what fits."""

from typing import Any

from policyrules.explain.briefs.templates import (
    Asked,
    Choice,
    Filled,
    Lines,
    Listing,
    Named,
    Sentence,
    Template,
    Writing,
    around,
    every,
    under,
)
from policyrules.generating import compiled, function

ONE, OTHER = Sentence(("数量 ", Filled("held[0]"))), Sentence(("100%", Filled("held[1]"), "{held}%s"))


def said(template: Template, held: tuple[Any, ...], decision: object = None) -> list[str]:
    """Return what a template says."""
    writing = Writing("zh")
    lines = ["said = []", *writing.lines(template, "said"), "return said"]
    told: list[str] = compiled(function("told", ["held", "decision"], lines), "told", writing.constants)(held, decision)
    return told


def test_texts_stand_as_they_are_and_places_are_filled_in() -> None:
    assert said(every([ONE, OTHER]), (3, "'")) == ["数量 3", "100%'{held}%s"]
    assert said(Sentence(("100% {held[0]}", "\u3164")), ()) == ["100% {held[0]}<U+3164>"]


def test_what_stands_under_a_name_is_one_sentence_however_many_there_are() -> None:
    some = Lines((("held[0] > 1", ONE), ("held[0] > 2", OTHER)))
    assert [said(under("名", some, "zh"), (count, "")) for count in (1, 2, 3)] == [
        ["名"],
        ["名：数量 2"],
        ["名［数量 3；100%{held}%s］"],
    ]
    assert isinstance(under("名", ONE, "zh"), Sentence) and isinstance(under("名", every([ONE, OTHER]), "zh"), Sentence)
    assert said(under("名", every([ONE, OTHER]), "zh"), (3, "")) == said(Named("名", every([ONE, OTHER])), (3, ""))
    assert under(None, some, "zh") is some


def test_the_first_condition_that_is_met_says_what_is_told() -> None:
    told = around("［", Choice((("held[0] == 1", ONE), ("held[0] < 3", OTHER)), Listing("无", ())), "］")
    assert [said(told, (count, "")) for count in (1, 2, 3)] == [["［数量 1］"], ["［100%{held}%s］"], ["［无］"]]


def test_values_are_listed_where_they_are_told() -> None:
    listing = Listing("问", (("held[0]", ("甲 ", Filled("held[1]"))), (None, ("乙",))))
    assert [said(listing, (truth, 7)) for truth in (True, False)] == [["问：甲 7，乙"], ["问：乙"]]
    assert said(Listing("问", (("held[0]", ("甲",)),)), (False,)) == ["问"]


def test_what_has_no_template_is_asked_of_the_decision() -> None:
    assert said(Asked(lambda decision: [f"问 {decision}"]), (), "丙") == ["问 丙"]
