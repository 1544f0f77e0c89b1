from datetime import date

from policyrules.diagnostics import Severity
from policyrules.lint.subject import Subject, advice
from policyrules.policy import Policy


def test_a_subject_shows_the_policy_as_written_and_as_understood(jiangmen: Policy) -> None:
    subject = Subject(jiangmen.checked, jiangmen.lowered, *jiangmen.in_force())
    assert subject.head.name.name == "江门专精特新"
    assert (subject.issued, subject.last) == (date(2022, 7, 26), date(2025, 8, 4))
    assert subject.document is not None and "二(八)" in subject.document.places
    assert len(list(subject.promises)) == len(jiangmen.outline.entitlements) + len(jiangmen.outline.duties)
    assert next(part.name.name for measure, part in subject.promises if measure.name.name == "专项保障") == "税务服务"


def test_advice_stops_no_policy_from_being_used(jiangmen: Policy) -> None:
    finding = advice("unit-unstated", jiangmen.checked.head.name, name="甲")
    assert finding.severity is Severity.ADVICE
    assert finding.message("zh") == "措施 `甲` 没有责任单位"
