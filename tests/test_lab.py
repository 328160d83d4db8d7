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
from time import sleep

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
    log = tmp_path / "lab.log"
    with log.open("w") as told:
        server = subprocess.Popen(
            command,
            cwd=root,
            stdout=told,
            stderr=told,
            env={**os.environ, **settings, "JUPYTERLAB_SETTINGS_DIR": str(tmp_path / "settings")},
            start_new_session=True,
        )
    try:
        yield wait_for_address(log)
    finally:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()


def wait_for_address(log: Path) -> str:
    for _ in range(120):
        found = re.search(r"http://127\.0\.0\.1:\d+/lab\S*token=\w+", log.read_text("utf-8"))
        if found:
            return found[0]
        sleep(0.5)
    pytest.fail(f"JupyterLab did not start:\n{log.read_text('utf-8')}")


@pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine: JupyterLab was not driven")
def test_the_notebook_runs_to_its_end_in_jupyterlab(address: str, tmp_path: Path) -> None:
    with sync_playwright() as tool:
        browser = tool.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-background-networking"]
        )
        page = browser.new_page(viewport={"width": 1400, "height": 1000})
        page.goto(address.replace("/lab?", "/lab/tree/notebooks/project.ipynb?"))
        page.wait_for_selector(".jp-Notebook .jp-CodeCell", timeout=90_000)
        page.wait_for_timeout(2000)
        page.keyboard.press("Escape")
        page.get_by_role("menuitem", name=re.compile("^(Run|运行)$")).click()
        page.get_by_role("menuitem", name=re.compile("^(Run All Cells|运行所有单元格)")).click()
        done = """() => [...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')]
            .every(each => /\\[\\d+\\]/.test(each.textContent))"""
        page.wait_for_function(done, timeout=90_000)
        errors = page.locator(".jp-OutputArea-output[data-mime-type*=error]").count()
        charts = page.locator(".jp-RenderedSVG img").evaluate_all(
            "all => all.filter(each => each.complete && each.naturalWidth > 200).length"
        )
        page.screenshot(path=str(tmp_path / "lab.png"))
        browser.close()
    assert errors == 0
    assert charts >= 1
