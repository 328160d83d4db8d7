"""Charts: a table becomes matplotlib Axes, named for what it shows.

Each draws on the `ax` given or on a figure of its own.  In a notebook the last line of a cell
shows the chart as SVG, with a text for those who cannot see it.
"""

from jxkit.charts.budget import budget_execution
from jxkit.charts.completion import indicator_completion
from jxkit.charts.display import alt_text, svg
from jxkit.charts.scores import score_comparison

__all__ = ["alt_text", "budget_execution", "indicator_completion", "score_comparison", "svg"]
