import pytest

from policyrules.syntax.decode import MAX_BYTES, decode

TEXT = "措施 资金扶持 “加大资金扶持”:\n"


def code(data: bytes) -> str:
    source, diagnostics = decode(data, "text.pol")
    assert source is None
    assert [diagnostic.path for diagnostic in diagnostics] == ["text.pol"]
    return diagnostics[0].code


def test_utf_8_is_read_with_and_without_its_mark() -> None:
    for data in (TEXT.encode(), TEXT.encode("utf-8-sig")):
        source, diagnostics = decode(data, "text.pol")
        assert diagnostics == ()
        assert source is not None
        assert (source.name, source.text) == ("text.pol", TEXT)


@pytest.mark.parametrize("encoding", ["gbk", "gb18030"])
def test_a_file_in_gbk_is_known_as_one(encoding: str) -> None:
    assert code(TEXT.encode(encoding)) == "syntax-gbk"


@pytest.mark.parametrize("data", [TEXT.encode("utf-16"), "policy a:".encode("utf-16-le"), "policy a:".encode("utf-16-be")])
def test_a_file_in_utf_16_is_known_as_one(data: bytes) -> None:
    assert code(data) == "syntax-utf16"


def test_what_is_no_text_is_refused_with_its_line() -> None:
    source, diagnostics = decode(b"a\nb \xff\xfe\x80", "text.pol")
    assert source is None
    assert (diagnostics[0].code, diagnostics[0].arguments) == ("syntax-not-utf8", {"line": "2"})


def test_a_file_of_nul_bytes_is_a_text_with_nul_bytes() -> None:
    source, diagnostics = decode(b"\0" * 1000, "text.pol")
    assert source is not None
    assert (source.text, diagnostics) == ("\0" * 1000, ())


def test_a_file_that_is_too_large_is_not_decoded() -> None:
    assert code(b"\xff" * (MAX_BYTES + 1)) == "syntax-too-many-bytes"


def test_nothing_is_a_text() -> None:
    source, diagnostics = decode(b"", "text.pol")
    assert source is not None
    assert (source.text, diagnostics) == ("", ())
