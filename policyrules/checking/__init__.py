"""From a tree to a checked policy: what every name means, what type every expression has, and everything that is wrong."""
