"""Backends: from a program and a case to one answer per node. `reference` is the meaning; none knows another.

The modules, in the order in which they come into play:

The meaning. `reference` answers node by node, with `numbers` (what is known within intervals) and `records` (what the records
of a list give together). `registry` knows the backends by name.

Who answers. `answering` takes the facts of one enterprise after another: the first few to `reference`, the others to `python`,
which has functions written when they are needed and calls them. `changing` answers again what rests on facts that are others.

From facts to what a function takes. `native` says how what is known is held. `taking` writes the text that takes what is as
programs write it, `reading` reads all else, and `plain` writes typed facts back as programs do. `widths` finds the numbers that
may come to be too long, which are left to `reference`.

Writing a function. `emitting` writes one for facts that were taken, `direct` one that takes them as well and answers on the
spot. Both write the text of a list of questions, which is held in `parts`, by `rules`, one for each operator, with what is in
`writing`; those for choices and for lists are in `choosing` and `quantifiers`. `holding` is how an answer is held in the text,
`cuts` what a number is held against. Where not all is known, `ends` asks each question twice, and `again` leaves out the second
time where the first has said all; `later` finds what need not be asked, or kept, for itself.

What a function calls. `helpers`, by the names that the text has for them, with `ranges` (numbers within two ends) and `ratios`
(quotients not in lowest terms).

From what a function found to answers. `decoding` makes the case and its answers of it when someone looks, each by `lazy`;
`direct_reads` reads single ones, as they are held, of what a direct function found.
"""
