"""JupyterLab in a real browser: the notebook opens, runs to its end, and shows its charts."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright
from test_cli import make_workspace

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chrome")


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """The address of a JupyterLab started by `jxkit lab`."""
    root = make_workspace(tmp_path / "审计")
    command = [sys.executable, "-m", "jxkit", "lab", "--no-browser", "--allow-root", "--port=0"]
    settings = {"JUPYTER_CONFIG_DIR": str(tmp_path / "config"), "PYTHONUTF8": "1"}
    server = subprocess.Popen(
        command,
        cwd=root,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **settings, "JUPYTERLAB_SETTINGS_DIR": str(tmp_path / "settings")},
        start_new_session=True,
    )
    assert server.stderr
    try:
        for line in server.stderr:
            found = re.search(r"http://127\.0\.0\.1:\d+/lab\S*token=\w+", line)
            if found:
                yield found[0]
                break
        else:
            pytest.fail("JupyterLab did not start")
    finally:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()
        server.stderr.close()


@pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine: JupyterLab was not driven")
def test_the_notebook_runs_to_its_end_in_jupyterlab(address: str, tmp_path: Path) -> None:
    with sync_playwright() as tool:
        browser = tool.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-background-networking"]
        )
        page = browser.new_page(viewport={"width": 1400, "height": 1000})
        page.goto(address)
        page.wait_for_selector(".jp-Notebook .jp-CodeCell", timeout=90_000)
        page.wait_for_timeout(2000)
        page.keyboard.press("Escape")
        page.get_by_role("menuitem", name=re.compile("^(Run|运行)$")).click()
        page.get_by_role("menuitem", name=re.compile("^(Run All Cells|运行所有单元格)")).click()
        page.wait_for_function(
            "() => document.querySelectorAll('.jp-Notebook svg[role=img]').length >= 1",
            timeout=90_000,
        )
        last = "() => [...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')]"
        page.wait_for_function(f"{last}.every(each => /\\[\\d+\\]/.test(each.innerText))")
        assert (
            page.locator(".jp-Notebook .jp-OutputArea-output[data-mime-type*=error]").count() == 0
        )
        labels = page.locator("svg[role=img]").evaluate_all("all => all.map(e => e.ariaLabel)")
        page.screenshot(path=str(tmp_path / "lab.png"))
        browser.close()
    assert any("得分" in (label or "") for label in labels)
