"""Skips are told loudly, and fail where the machine is meant to have everything."""

from __future__ import annotations

import os
from collections.abc import Generator

import pytest

STRICT = bool(os.environ.get("JXKIT_NO_SKIPS"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a skip into a failure where `JXKIT_NO_SKIPS` is set."""
    report = yield
    if STRICT and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"a skip is a failure here: {report.longrepr}"
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name what was not tested, and why."""
    skipped = terminalreporter.stats.get("skipped", [])
    if skipped:
        terminalreporter.section("NOT TESTED ON THIS MACHINE", sep="!", red=True)
        for reason in sorted({str(report.longrepr[-1]) for report in skipped}):
            terminalreporter.line(reason)
