"""Every check of the project, one after the other: lint, format, types, then doctests, tests; exit code 1 if one fails.

`python -m tests` runs all of them, and what reads pages once more in plain Python; arguments go to pytest, and then it
is left out (`python -m tests -k layers`).
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CHECKS = (
    ("lint", ("ruff", "check", ".")),
    ("format", ("ruff", "format", "--check", ".")),
    ("types", ("mypy",)),
    ("doctests and tests", ("pytest", "-q")),
)
# What reads pages, once more by plain Python: the rest runs with the compiled modules where they are.
PLAIN = (
    *(
        "pytest",
        "-q",
        "scraper/page",
        "tests/page/test_page.py",
        "tests/pipeline/test_fixtures.py",
        "tests/page/test_hydration.py",
    ),
    *("tests/parse/body/test_body.py", "tests/parse/boilerplate/test_kinds.py"),
)


def main(arguments: list[str]) -> int:
    """Return 0 if every check passes; all of them run, and the failed ones are named at the end."""
    failed = []
    for name, (module, *options) in CHECKS:
        print(f"== {name}", flush=True)  # noqa: T201 -- the runner talks to a person
        extra = arguments if module == "pytest" else []
        if _fails([module, *options, *extra]):
            failed.append(name)
    if not arguments:
        print("== tests in plain Python", flush=True)  # noqa: T201 -- the runner talks to a person
        if _fails(PLAIN, SCRAPER_COMPILED="off"):
            failed.append("tests in plain Python")
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)  # noqa: T201 -- the runner talks to a person
    return 1 if failed else 0


def _fails(command: Sequence[str], **variables: str) -> bool:
    environment = {**os.environ, **variables}
    return subprocess.run([sys.executable, "-m", *command], cwd=ROOT, env=environment, check=False).returncode != 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
