"""Bundles of what was published: made, checked and compared."""
