"""A document as it was laid out on pages, as plain values: what output measures and checks judge."""
