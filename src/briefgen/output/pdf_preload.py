"""Imported once by the process that others are made from, so that each starts with the PDF engine."""

from contextlib import suppress

import briefgen.output.pdf_process  # noqa: F401
from briefgen.output.pdf_engine import load_engine

with suppress(ImportError, OSError):  # who needs it says what is missing
    load_engine()
