from policyrules.checking.findings import Findings, label, listed, words
from policyrules.diagnostics import Severity
from policyrules.messages import MESSAGES
from policyrules.source import Source, Span
from policyrules.syntax import ast
from policyrules.values.types import UNKNOWN_TYPE, EnumType, ListType, OptionalType, RecordType, Scalar, SeriesType

NAME = ast.Name("甲", span=Span(Source("样例.pol", "甲 = 乙"), 0, 1))


def test_what_is_not_known_does_not_fill_a_sentence() -> None:
    findings = Findings()
    findings.error("name-unknown", NAME, [label(NAME, "label-first")], name="甲", nearest=None)
    findings.warning("fact-unused", NAME, name="甲")
    error, warning = findings.diagnostics
    assert (error.arguments, error.help("zh")) == ({"name": "甲"}, None)
    assert [one.message("zh") for one in error.labels] == ["先在这里"]
    assert warning.severity is Severity.WARNING


def test_every_type_has_a_word_in_both_languages() -> None:
    record = RecordType("认定记录", ())
    for type_ in (*Scalar, ListType(record), SeriesType(Scalar.MONEY), UNKNOWN_TYPE):
        (code,) = words(type_)
        assert code in MESSAGES
    assert words(EnumType("称号名", ())) == ("`称号名`",)
    assert words(record) == ("`认定记录`",)
    assert words(OptionalType(Scalar.DATE)) == words(Scalar.DATE)


def test_a_long_row_of_names_is_cut() -> None:
    assert listed("甲乙丙") == "甲、乙、丙"
    assert listed("一二三四五六七八九") == "一、二、三、四、五、六、七、八…"
