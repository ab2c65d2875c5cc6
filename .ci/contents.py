"""What stands in the built files, and what an installed wheel brings along.

python .ci/contents.py files DIST           # the sdist and the wheel of a folder
python .ci/contents.py installed PYTHON     # the environment of a Python in which only the wheel was installed
"""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

ALONE = {"attrs", "python-dateutil"}
"""All that the package asks for; dateutil has a small dependency of its own, six or tzdata by its version."""

IN_SDIST = {
    "src", "tests", "examples", "benchmarks", "fuzz", "docs", "README.md", "CHANGELOG.md", "LICENSE", "CONTRIBUTING.md",
    "SECURITY.md", "mkdocs.yml", "pyproject.toml", "PKG-INFO", ".gitignore",
}  # fmt: skip


def files(dist: Path) -> list[str]:
    """What is wrong with the files of a release."""
    (wheel,) = dist.glob("*.whl")
    (sdist,) = dist.glob("*.tar.gz")
    inside = zipfile.ZipFile(wheel).namelist()
    source = sorted(
        path.relative_to("src").as_posix() for path in Path("src").rglob("*") if path.suffix in (".py", ".typed")
    )
    package = [name for name in inside if ".dist-info/" not in name]
    faults = [f"missing in the wheel: {name}" for name in source if name not in package]
    faults += [f"does not belong into the wheel: {name}" for name in package if name not in source]
    about = {name.partition(".dist-info/")[2] for name in inside if ".dist-info/" in name}
    faults += [f"missing in the wheel: {name}" for name in ("METADATA", "licenses/LICENSE") if name not in about]
    faults += [f"missing in the wheel: {name}" for name in ("clientreturn/py.typed",) if name not in package]
    with tarfile.open(sdist) as archive:
        tops = {name.split("/")[1] for name in archive.getnames() if "/" in name}
    faults += [f"does not belong into the sdist: {name}" for name in sorted(tops - IN_SDIST)]
    faults += [f"missing in the sdist: {name}" for name in sorted(IN_SDIST - {".gitignore"} - tops)]
    print(
        f"{wheel.name}: {len(inside)} files, {wheel.stat().st_size:,} bytes; {sdist.name}: {sdist.stat().st_size:,} bytes"
    )
    return faults


def installed(python: str) -> list[str]:
    """What is wrong with an environment in which only the wheel was installed."""
    ask = (
        "import importlib.metadata as m; print(*sorted(d.name.lower() for d in m.distributions()));"
        "print(*(r for r in m.requires('clientreturn') if 'extra ==' not in r), sep=' & ');"
        "print(*(r for r in m.requires('python-dateutil') if 'extra ==' not in r), sep=' & ');"
        "import clientreturn; print(clientreturn.__file__)"
    )
    told = subprocess.run([python, "-I", "-c", ask], check=True, capture_output=True, text=True, cwd="/").stdout
    names, wanted, beneath, place = told.splitlines()
    direct, below = ({re.split(r"[^\w-]", one)[0] for one in line.split(" & ")} for line in (wanted, beneath))
    found = set(names.split()) - {"pip", "setuptools"}
    faults = [] if direct == ALONE else [f"asks for {wanted}"]
    if found - {"clientreturn"} - below != ALONE:
        faults.append(f"installed: {', '.join(sorted(found))}")
    print(f"asks for {wanted}; installed with it: {', '.join(sorted(found))}")
    return faults + ([] if "site-packages" in place else [f"not the wheel's: {place}"])


if __name__ == "__main__":
    found = files(Path(sys.argv[2])) if sys.argv[1] == "files" else installed(sys.argv[2])
    print("\n".join(found))
    sys.exit(bool(found))
