"""The picture is drawn with a font that has its words, and is not drawn with one that has not."""

from pathlib import Path

import pytest

from policyrules.register.views import chart
from policyrules.register.views.chart import NoFontError, draw
from policyrules.register.views.summary import summary
from policyrules.register.views.viewed import Viewed

font_manager = pytest.importorskip("matplotlib.font_manager")


def test_a_font_is_chosen_that_has_chinese_characters() -> None:
    assert chart._font({"DejaVu Sans", "SimHei", "Noto Sans CJK SC"}) == "Noto Sans CJK SC"
    assert chart._font({"DejaVu Sans", "STHeiti"}) == "STHeiti"
    assert chart._font({"DejaVu Sans"}) is None


def test_without_such_a_font_no_picture_of_boxes_is_drawn(
    near_ones: Viewed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chart, "_font", lambda known: None)
    with pytest.raises(NoFontError):
        draw(summary(near_ones, None), tmp_path / "a.png", "zh", title="样", by=None)
    assert list(tmp_path.iterdir()) == []


def test_the_picture_is_the_same_for_the_same_counts(near_ones: Viewed, tmp_path: Path) -> None:
    if chart._font({one.name for one in font_manager.fontManager.ttflist}) is None:
        pytest.skip("no font of this computer has Chinese characters")
    counts = summary(near_ones, "企业名称")
    for name in ("a.png", "b.png", "c.svg"):
        assert draw(counts, tmp_path / name, "zh", title="样", by="企业名称")
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()
    assert (tmp_path / "a.png").read_bytes()[:4] == b"\x89PNG" and "<svg" in (tmp_path / "c.svg").read_text()
