"""Policy briefs, case studies and their companions from Markdown and YAML to branded PDF and HTML."""

from __future__ import annotations

__version__ = "0.1.0"
