"""The slips of a drafter, one at a time, and which of them no scenario would notice.

In: a policy with scenarios. Out: its edits, what notices each, and the report.
"""
