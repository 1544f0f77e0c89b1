"""What ships with the package: the grammar, the policies and the pages of what is said of mistakes.

In: nothing. Out: the text of the grammar, its tables, and the folders of the policies, of the pages and of the conformance
cases. Knows none of them. In a clone all stand beside the package; a wheel carries them inside. The place beside comes first,
because an editable install leaves a copy inside that grows old.
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _folder(name: str, sample: str) -> Path:
    """Return the shipped folder that holds files of the kind `sample`.

    In an installation the place beside the package is `site-packages`, where another project may have left a folder of the
    same name: only one that holds what is looked for is taken.
    """
    beside = _PACKAGE.parent / name
    return beside if any(beside.glob(sample)) else _PACKAGE / beside.name


def grammar_text() -> str:
    """Return the text of the grammar."""
    return (_folder("grammars", "policy.lark") / "policy.lark").read_text(encoding="utf-8")


def tables_text() -> str | None:
    """Return the tables that were made from the grammar, `None` where there are none."""
    path = _folder("grammars", "policy.lark") / "policy.tables.json"
    return path.read_text(encoding="utf-8") if path.exists() else None


def policies_folder() -> Path:
    """Return the folder of the shipped policies."""
    return _folder("policies", "*.pol")


def codes_folder() -> Path:
    """Return the folder of the pages of what is said of mistakes, one folder in it for each stage."""
    return _folder("docs/codes", "*/*.md")


def conformance_folder() -> Path:
    """Return the folder of the conformance cases."""
    return _folder("tests/conformance/cases", "*.json")


def skeleton(language: str) -> tuple[str, str]:
    """Return a commented policy to start from, in Chinese (`zh`) or English (`en`), and the document that it quotes."""
    policy, document = ((_PACKAGE / "skeletons" / f"{language}.{kind}").read_text(encoding="utf-8") for kind in ("pol", "txt"))
    return policy, document
