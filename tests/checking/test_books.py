"""Where policies that stand together do not fit together, that is said once, and where."""

from collections.abc import Sequence
from pathlib import Path

from policyrules.checking.books import check_together
from policyrules.library import Library, read_all
from tests.beside import head, put

FACT = "事实:\n    营业收入: {}\n\n定义 额 @一 = 营业收入\n"


def found(files: dict[str, str], folder: Path, book: Sequence[str] = (".",)) -> dict[str, list[str]]:
    """Return the codes of what is wrong in each file of a book, without what is said of documents that are not there."""
    put(folder, files)
    given = read_all([folder / name for name in book])
    policies = Library((), given.texts, given.folders).examine_book()
    said = zip(policies, check_together(policies), strict=True)
    return {
        Path(policy.source.name).name: [one.code for one in wrong if one.code not in ("source-missing", "definition-unused")]
        for policy, wrong in said
    }


def test_facts_of_one_name_are_declared_alike(tmp_path: Path) -> None:
    files = {
        "甲.pol": head("甲", "1号") + FACT.format("金额"),
        "乙.pol": head("乙", "2号") + FACT.format("整数"),
        "丙.pol": head("丙", "3号") + FACT.format("金额 0元 至 5元"),
    }
    assert found(files, tmp_path) == {"丙.pol": [], "乙.pol": ["fact-differs"], "甲.pol": []}


def test_what_a_policy_and_those_it_uses_were_found_to_disagree_on_is_said_once(tmp_path: Path) -> None:
    using = '引用 上 "甲.pol"\n\n定义 旁 @二 = 上.额\n\n' + FACT.format("整数")
    files = {"甲.pol": head("甲", "1号") + FACT.format("金额"), "乙.pol": head("乙", "2号") + using}
    assert found(files, tmp_path) == {"乙.pol": ["fact-differs"], "甲.pol": []}


def test_policies_have_names_of_their_own(tmp_path: Path) -> None:
    files = {"甲.pol": head("甲", "1号"), "乙.pol": head("甲", "2号")}
    assert found(files, tmp_path) == {"乙.pol": [], "甲.pol": ["policy-name-taken"]}


def test_a_policy_of_the_book_is_not_called_like_one_that_another_uses(tmp_path: Path) -> None:
    using = '引用 国标 "优质中小企业"\n\n定义 小 @一 = 持有 国标.小巨人\n'
    files = {"甲.pol": head("优质中小企业", "1号"), "乙.pol": head("乙", "2号", "2023-01-01 至 2023-12-31") + using}
    assert found(files, tmp_path) == {"乙.pol": [], "甲.pol": ["policy-name-taken"]}


def test_what_policies_of_the_book_use_is_held_against_each_other_too(tmp_path: Path) -> None:
    """Nothing of a policy that is only used is asked for by its file: it is said with the first policy that uses it."""
    using = '引用 上 "{}.pol"\n\n定义 旁 @二 = 上.额\n'
    files = {
        "甲.pol": head("甲", "1号") + using.format("国标"),
        "乙.pol": head("乙", "2号") + using.format("省标"),
        "国标.pol": head("国标", "3号") + FACT.format("金额"),
        "省标.pol": head("省标", "4号") + FACT.format("整数"),
    }
    assert found(files, tmp_path, ("甲.pol", "乙.pol")) == {"甲.pol": [], "乙.pol": ["fact-differs"]}
    files["省标.pol"] = files["国标.pol"].replace("3号", "4号")
    assert found(files, tmp_path, ("甲.pol", "乙.pol")) == {"甲.pol": [], "乙.pol": ["policy-name-taken"]}


def test_two_files_with_the_number_of_one_document_are_told(tmp_path: Path) -> None:
    files = {"甲.pol": head("甲", "市〔2024〕1号"), "乙.pol": head("乙", "市[2024] 1号")}
    assert found(files, tmp_path) == {"乙.pol": [], "甲.pol": ["number-taken"]}


def test_a_file_without_a_head_does_not_hide_the_others(tmp_path: Path) -> None:
    files = {"甲.pol": "事实:\n    营业收入: 金额\n", "乙.pol": "", "丙.pol": head("丙", "1号")}
    assert found(files, tmp_path) == {"丙.pol": [], "乙.pol": ["syntax-empty"], "甲.pol": ["policy-missing", "fact-unused"]}


def test_policies_that_use_each_other_in_a_circle_are_told_in_their_files(tmp_path: Path) -> None:
    files = {name: head(name, name) + f'引用 下 "{next_}.pol"\n' for name, next_ in (("甲", "乙"), ("乙", "丙"), ("丙", "甲"))}
    assert found({f"{name}.pol": text for name, text in files.items()}, tmp_path) == {
        "丙.pol": ["use-unused", "use-mistakes"],
        "乙.pol": ["use-circle"],
        "甲.pol": ["use-unused", "use-mistakes"],
    }
