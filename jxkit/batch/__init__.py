"""From a workspace to its reports: ingest, plan, run, index."""

from __future__ import annotations

from jxkit.batch.loading import load, norms
from jxkit.batch.workspace import Workspace

__all__ = ["Workspace", "load", "norms"]
