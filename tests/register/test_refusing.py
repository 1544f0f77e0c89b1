"""What cannot be done is told in both languages, with what somebody typed written out."""

from policyrules.register.refusing import MatchError, diagnostic


def test_words_are_shown_as_they_can_be_seen() -> None:
    error = MatchError([diagnostic("register-missing", "a\u202eb", name="x\u200b")])
    assert error.diagnostics[0].path == "a<U+202E>b"
    assert "x<U+200B>" in error.diagnostics[0].message("zh") and "x<U+200B>" in error.diagnostics[0].message("en")
