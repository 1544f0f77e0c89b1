"""The criteria on which decisions are timed: a policy of them, the same by hand, and enterprises to decide on."""
