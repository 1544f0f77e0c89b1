"""Generated cases that a person reviews.

In: a policy. Out: suites, their files and their pages.
"""
