"""Verdicts: one for each truth, and what must be said beside them."""

from policyrules.explain.verdicts import VERDICTS, CaveatKind, Verdict, of_direction
from policyrules.values.answers import Truth
from policyrules.values.modality import Modality
from tests.explain.pipeline import jiangmen


def test_each_truth_has_its_verdict() -> None:
    assert {truth: VERDICTS[truth] for truth in Truth} == {
        Truth.T: Verdict.ENTITLED, Truth.F: Verdict.NOT_ENTITLED, Truth.U: Verdict.UNDETERMINED,
    }  # fmt: skip


def test_what_is_no_more_than_a_direction_is_said_to_be_one_unless_it_is_refused() -> None:
    for spec in jiangmen().outline.entitlements:
        is_right = spec.modality in (Modality.SHALL, Modality.MAY)
        kinds = [CaveatKind.ONLY_DIRECTION] if not is_right else []
        assert [caveat.kind for caveat in of_direction(spec, Truth.T)] == kinds and not list(of_direction(spec, Truth.F))
