"""jxkit: a Jupyter notebook kit for auditors of project self-evaluations (项目支出绩效自评).

The whole grammar, as used by the notebooks, the command line and the tests:

    import jxkit as jx

    document = jx.read("data/sources/report.txt")        # what the file says
    project, = jx.extract(document)                      # what it means
    scored = jx.score(project, jx.norms("national-2020"))  # expected beside stated points
    audit = jx.audit(scored)                             # findings, and what was not checked
    jx.charts.indicator_completion(scored.indicators)    # a table becomes a picture

Functions are verbs, modules are nouns.  `jx.load(project_id)` takes a project from the store of
the workspace.  `jx.charts`, `jx.tables` and `jx.prose` turn what is known into figures, tables
and sentences.  A norm is passed, never global; nothing stated is ever overwritten.

Names are looked up when first used, so that importing jxkit costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jxkit import charts, prose, tables
    from jxkit.batch import load, norms
    from jxkit.checks import audit
    from jxkit.extraction import extract
    from jxkit.readers import read
    from jxkit.scoring import score

__all__ = ["audit", "charts", "extract", "load", "norms", "prose", "read", "score", "tables"]
__version__ = "0.1.0"

_HOMES = {
    "audit": "checks",
    "extract": "extraction",
    "load": "batch",
    "norms": "batch",
    "read": "readers",
    "score": "scoring",
}


def __getattr__(name: str) -> Any:
    """Import a name of the façade at its first use."""
    if name not in __all__:
        raise AttributeError(f"module 'jxkit' has no attribute {name!r}")
    if name in _HOMES:
        thing = getattr(import_module(f"jxkit.{_HOMES[name]}"), name)
    else:
        thing = import_module(f"jxkit.{name}")
    globals()[name] = thing
    return thing


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
