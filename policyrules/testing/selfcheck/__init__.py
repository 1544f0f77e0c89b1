"""An installation checked by itself: one meaning, on every backend.

In: what ships, random policies and enterprises. Out: what was compared, and what differs.
"""
