"""One static page over all reports: worst first, links to HTML and PDF, no script."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import NamedTemporaryFile
from urllib.parse import quote

from jinja2 import Environment, PackageLoader

from jxkit.batch.planning import FORMATS, safe_name
from jxkit.batch.workspace import Workspace
from jxkit.checks import audit
from jxkit.errors import JxkitError
from jxkit.model import Audit, Project
from jxkit.rulebook import norms
from jxkit.scoring import score
from jxkit.store import Failure, Store
from jxkit.words import SEVERITIES


@dataclass(frozen=True, slots=True)
class Line:
    """One project on the index: what is stated, what was recomputed, what was found."""

    project: Project
    stated: str
    recomputed: str
    grade: str
    norm: str
    counts: dict[str, int] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    error: str = ""

    @property
    def badness(self) -> tuple[object, ...]:
        """Sort key: failures first, then by number of findings from the gravest down."""
        return (
            not self.error,
            *(-self.counts.get(each, 0) for each in SEVERITIES),
            self.project.project_id,
        )


def write_index(
    workspace: Workspace, output: Path, chosen: dict[str, str], errors: dict[str, str]
) -> Path:
    """Write `index.html` over all projects with a report in `output` and return its path.

    `chosen` maps project ids to the norm they were reported under in this run, `errors` those
    that failed to the reason; projects reported on earlier stay listed.
    """
    store = Store(workspace.store)
    lines = [
        _line(store.load(each)[0], workspace, output, chosen.get(each), errors.get(each, ""))
        for each in store.project_ids()
    ]
    shown = sorted((line for line in lines if line.links or line.error), key=lambda x: x.badness)
    page = _page(shown, store.failures(), len(lines) - len(shown))
    output.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(
        "w", encoding="utf-8", dir=output, prefix=".jxkit-", delete=False
    ) as file:
        file.write(page)
    # A temporary file is private to its owner; reports are there to be shared.
    Path(file.name).chmod(0o644)
    return Path(file.name).replace(output / "index.html")


def _line(
    project: Project, workspace: Workspace, output: Path, norm: str | None, error: str
) -> Line:
    found = _audit(project, workspace, norm)
    recomputed = found.project.score
    name = safe_name(project.project_id)
    links = {
        suffix.upper(): quote(f"{name}.{suffix}")
        for suffix in FORMATS
        if (output / f"{name}.{suffix}").is_file() and not error
    }
    return Line(
        project,
        project.stated_total_text or "未写明",
        str(recomputed.total) if recomputed and recomputed.total else "无法复算",
        (recomputed.grade if recomputed else "") or "—",
        recomputed.norm.name if recomputed else "",
        dict(Counter(each.severity for each in found.findings)),
        links,
        error,
    )


def _audit(project: Project, workspace: Workspace, norm: str | None) -> Audit:
    try:
        rules = norms(norm or "national-2020", folder=workspace.norms)
    except JxkitError:
        rules = norms("national-2020")
    return audit(score(project, rules))


def _page(lines: list[Line], failures: tuple[Failure, ...], unreported: int) -> str:
    environment = Environment(
        loader=PackageLoader("jxkit.batch", "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    template = environment.get_template("index.html.j2")
    return template.render(
        lines=lines, failures=failures, unreported=unreported, severities=SEVERITIES
    )
