"""Imported once by the process that others are made from, so that each starts with the PDF engine."""

import gc
from contextlib import suppress

gc.set_threshold(200_000)  # what is imported is no garbage

import briefgen.output.pdf  # noqa: E402
import briefgen.output.pdf_process  # noqa: E402, F401
from briefgen.output.pdf_engine import load_engine  # noqa: E402

with suppress(ImportError, OSError):  # who needs it says what is missing
    load_engine()
