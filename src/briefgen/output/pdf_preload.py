"""Imported once by the server that worker processes are forked from, so that each starts with the engine."""

from contextlib import suppress

from briefgen.output.pdf_engine import load_engine

with suppress(ImportError, OSError):  # a worker says what is missing
    load_engine()
