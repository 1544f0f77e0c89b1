"""What the scenarios of a policy show of it, and what they do not.

In: a policy and decisions. Out: obligations, those that are met, and reports as pages, data and HTML.
"""
