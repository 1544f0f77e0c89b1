"""A decision in brief: one line for each entitlement, each tier whose criteria are known, and each value that is determined.

In: all that is decided about one enterprise on one day. Out: lines, told the plain way by `brief`, or by what `ready` wrote for
a policy, which says exactly the same, many times faster, and leaves to `brief` what cannot be made ready. What `ready` writes
is put together of entitlements by `tellers`, of tiers and what the document determines by `standings` and `kinds`, and of what
must be said beside a verdict by `caveats`, all from `templates`.
"""
