"""Imported once by the server that worker processes are forked from, so that each starts with the engine."""

from briefgen.output.pdf import load_engine

load_engine()
