"""Everything that is a view on a program, its outline, a case and the answers: decisions, reasons, what is missing, pages.

The modules in the order of the data flow; none imports one of a later group.

- *What is read from the answers of a case*: `scope` (where a node is looked at), `operands` (the sides of a comparison, and how
  far they are apart), `placements` (the row of a table), `exceptions`, `missing` (why an answer is open), `alternatives` (what
  it can still be), `readings`; `kept` (what is worked out once).
- *Why an answer is what it is*: `explanation` (the tree of what was written, with the answers), made by `explainer`;
  `documents` that it rests on.
- *What is given*: `steps` and `amounts` for one award, `totals` for all of them; `scores` and `determinations` for what a
  document reckons.
- *In words*: `words` (the tables of all of them), `numbers`, `phrases` (values), `lines` and `headings` (a line of the tree),
  `reasons` (as few lines as make a verdict what it is), `causes`, `units`.
- *What is decided*: `verdicts` (with what must be said beside one), `terms` (what all decisions by a policy have in common),
  `grounds` (what every outcome is read from), `gaps`, `outcome`, `tiers` and their `ladder`, `findings`, `outcomes` (all of
  it); `sentences` and `awards` put it in words.
- *The page*: `page`, `score_page`, `determination_page`, `book_page` make `blocks`, which `render` lays out.
- *The document*: `document`, with `document_parts`, `tree_document` and `total_document`; `book_document`.
- *In brief*: `briefs` tells a decision in a few lines, the plain way or by functions that are written for a policy.
- *What users hold*: `decision`, with all ways to tell it; `book` for several policies.
"""
