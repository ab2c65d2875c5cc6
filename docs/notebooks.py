"""Runs the notebooks of examples/notebooks in Jupyter's kernel and writes each as an .ipynb and as a page of the site.

The sources are Python in the percent format, as Jupytext and most editors read it: they can be checked, and compared line
by line. Results are made anew each time and are not kept in the repository.
"""

from __future__ import annotations

import base64
import re
import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path
from time import perf_counter

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

HERE = Path(__file__).parent
SOURCES = HERE.parent / "examples" / "notebooks"
PAGES = HERE / "notebooks"
SECONDS = 240
"""Longest time for one cell."""

MARK = re.compile(r"^# %%(?: \[(markdown)\])?\n", re.MULTILINE)


def notebook(source: str) -> NotebookNode:
    """The cells of a script in the percent format."""
    parts = MARK.split(source)
    cells = []
    for at in range(1, len(parts), 2):
        text = parts[at + 1].strip("\n")
        if parts[at] == "markdown":
            cells.append(nbformat.v4.new_markdown_cell(re.sub(r"^# ?", "", text, flags=re.MULTILINE)))
        else:
            cells.append(nbformat.v4.new_code_cell(text.replace("  # type: ignore[attr-defined]", "")))
    made: NotebookNode = nbformat.v4.new_notebook(cells=cells)
    made.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return made


def executed(made: NotebookNode) -> NotebookNode:
    """The notebook with its outputs; an error in a cell ends the run."""
    where = {"metadata": {"path": str(SOURCES.parent)}}
    NotebookClient(made, timeout=SECONDS, kernel_name="python3", resources=where).execute()
    return made


def page(made: NotebookNode, name: str) -> Iterator[str]:
    """The notebook as Markdown: code and tables as HTML, pictures as files beside the page."""
    pictures = 0
    for cell in made.cells:
        if cell.cell_type == "markdown":
            yield cell.source
            if cell.source.startswith("# "):
                yield f"[Download this notebook]({name}.ipynb)"
            continue
        yield highlight(cell.source, PythonLexer(), HtmlFormatter(wrapcode=True)).strip()
        for output in cell.outputs:
            if output.output_type == "stream":
                if output.name == "stdout":
                    yield printed(output.text)
                continue
            data = output.data
            if "image/png" in data:
                pictures += 1
                picture = f"{name}-{pictures}.png"
                (PAGES / picture).write_bytes(base64.b64decode(data["image/png"]))
                yield f"![what the cell above draws]({picture})"
            elif "text/html" in data:
                yield data["text/html"]
            else:
                yield printed(data["text/plain"])


def printed(text: str) -> str:
    """What a cell prints, as it stands."""
    return f'<div><pre style="overflow-x:auto;font-size:.7rem;line-height:1.5">{escape(text)}</pre></div>'


def main() -> None:
    """All notebooks, or those named."""
    PAGES.mkdir(exist_ok=True)
    for source in sorted(SOURCES.glob("*.py")):
        name = source.stem.replace("_", "-")
        if sys.argv[1:] and name not in sys.argv[1:]:
            continue
        started = perf_counter()
        made = executed(notebook(source.read_text(encoding="utf-8")))
        nbformat.write(made, PAGES / f"{name}.ipynb")
        (PAGES / f"{name}.md").write_text("\n\n".join(page(made, name)) + "\n", encoding="utf-8")
        print(f"{name}: {len(made.cells)} cells in {perf_counter() - started:.0f} s")


if __name__ == "__main__":
    main()
