"""Editions that translate others: their passages, what each translates, and the way to translators and back."""
