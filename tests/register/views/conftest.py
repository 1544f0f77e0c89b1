"""Matches of one register by two drafts."""

import pytest

from policyrules.register.views.viewed import Viewed


@pytest.fixture(scope="session")
def before(tmp_path_factory: pytest.TempPathFactory) -> Viewed:
    """Return the register as the earlier draft decides it."""
    pytest.importorskip("duckdb")
    from tests.register.drafts import BEFORE, REGISTER, view

    return view(BEFORE, REGISTER, tmp_path_factory.mktemp("before") / "m.parquet")


@pytest.fixture(scope="session")
def after(tmp_path_factory: pytest.TempPathFactory) -> Viewed:
    """Return the register as the later draft decides it."""
    pytest.importorskip("duckdb")
    from tests.register.drafts import AFTER, REGISTER, view

    return view(AFTER, REGISTER, tmp_path_factory.mktemp("after") / "m.parquet")
