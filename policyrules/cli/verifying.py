"""Receipts at the command line: written while enterprises are decided about, and verified later.

In: arguments, decisions, files of receipts. Out: a file of receipts; what is printed of verifying them, and the exit code. Does
not know what a receipt is made of.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import click

from policyrules import api, library
from policyrules.book import Book
from policyrules.cli.filing import filing
from policyrules.cli.inputs import format_option, language_option, search_option, usable
from policyrules.cli.terminal import Code, Wrong, complain, leave, say_json, say_page, spoken
from policyrules.diagnostics import Diagnostic, FactsError, ReceiptError
from policyrules.explain.book import BookDecision
from policyrules.explain.decision import Decision
from policyrules.files import Entry, read_file
from policyrules.files.entries import Notation, notation_of
from policyrules.receipts.making import receipt
from policyrules.receipts.page import verification_document, verification_page
from policyrules.receipts.reading import read_receipt
from policyrules.receipts.verifying import Verification
from policyrules.receipts.verifying import verify as verify_receipt
from policyrules.source import visible


class ReceiptFile:
    """The file that receipts are written to, one after the other.

    That of one enterprise holds a receipt, that of a list a list, and one whose name ends in `.jsonl` a receipt to a line.
    """

    def __init__(self, file: TextIO, *, lines: bool, facts_digest_only: bool) -> None:
        self._file, self._lines, self._facts_digest_only = file, lines, facts_digest_only
        self._count = 0

    @staticmethod
    @contextmanager
    def at(path: Path, *, force: bool, read: Iterable[str], facts_digest_only: bool) -> "Iterator[ReceiptFile]":
        """Begin a file; it is there when all receipts are in it, and not before. `read` are files that it may not be."""
        lines = notation_of(path.name) is Notation.JSON_LINES
        with filing(path, force=force, read=read) as place, place.open("w", encoding="utf-8", newline="\n") as file:
            yield ReceiptFile(file, lines=lines, facts_digest_only=facts_digest_only)

    def add(self, decision: Decision | BookDecision, *, alone: bool) -> None:
        """Write the receipt of a decision; `alone` where there is no other."""
        data = receipt(decision, facts_digest_only=self._facts_digest_only)
        before = "" if alone or self._lines else "[\n" if self._count == 0 else ",\n"
        text = json.dumps(data, ensure_ascii=False, indent=2 if alone and not self._lines else None)
        self._file.write(before + text + ("\n" if alone or self._lines else ""))
        self._count += 1

    def end(self, *, alone: bool) -> None:
        """End the list; where no enterprise of it could be decided about, it is empty."""
        if not alone and not self._lines:
            self._file.write("\n]\n" if self._count else "[]\n")


@click.command()
@click.argument("receipt_file", metavar="RECEIPT")
@click.option("--policy", metavar="POLICY", help="The policy to decide by. Default: the one that ships under that name.")
@click.option("--facts", metavar="FACTS", help="The facts: where only their digest is kept, or to be held against it.")
@format_option("text", "json", "markdown")
@search_option
@language_option
def verify(
    receipt_file: str, policy: str | None, facts: str | None, form: str, search: tuple[Path, ...], lang: str | None
) -> None:
    """核验回执 · Decide again about what a receipt is of, and say whether the same comes out.

    Exit codes: 0 the receipt holds, 1 something differs, 2 it cannot be verified.
    """
    used: dict[str, api.Policy | Book] = {}
    code, found = Code.FINE, []
    for entry, given in _with_facts(_read(receipt_file), facts):
        try:
            verified = _verified(entry, given, policy, used)
        except (FactsError, ReceiptError) as error:
            complain(error.diagnostics, spoken())
            code = Code.WRONG
            continue
        code = max(code, Code.FINE if verified.holds else Code.FINDINGS)
        if form == "json":
            found.append((entry.path, verification_document(verified, spoken())))
            continue
        say_page(verification_page(verified, spoken()), form, spoken())
        if verified.refused:
            complain(verified.refused, spoken())
    if form == "json" and (found or code is not Code.WRONG):
        say_json(found[0][1] if found and not found[0][0] else [document for _, document in found])
    leave(code)


def _read(path: str) -> list[Entry]:
    """Return the receipts of a file; what is wrong with any of them ends the command before anything is printed."""
    receipts: list[Entry] = []
    wrong: list[Diagnostic] = []
    for entry in read_file(path):
        try:
            receipts.append(Entry(entry.path, read_receipt(entry.facts, entry.path)))
        except ReceiptError as error:
            wrong += error.diagnostics
    if wrong:
        raise ReceiptError(wrong)
    return receipts


def _with_facts(receipts: list[Entry], facts: str | None) -> Iterable[tuple[Entry, Entry | None]]:
    if facts is None:
        return [(entry, None) for entry in receipts]
    given = list(read_file(facts))
    if len(given) != len(receipts):
        raise Wrong("receipts-facts", receipts=len(receipts), facts=len(given))
    return zip(receipts, given, strict=True)


def _verified(entry: Entry, given: Entry | None, policy: str | None, used: dict[str, api.Policy | Book]) -> Verification:
    name = policy or _shipped(entry)
    if name not in used:
        used[name] = usable(name)
    facts, facts_path = (None, "") if given is None else (given.facts, given.path)
    return verify_receipt(entry.facts, used[name], facts, path=entry.path, facts_path=facts_path)


def _shipped(entry: Entry) -> str:
    """Return the name of the shipped policy that a receipt is of."""
    names = [one["name"] for one in read_receipt(entry.facts)["policies"]]
    if len(names) > 1:
        raise Wrong("receipt-book")
    if names[0] not in library.shipped():
        raise Wrong("receipt-policy", name=visible(names[0]))
    return str(names[0])
