"""Every check of the project: doctests and tests, beside them lint, format and types; exit code 1 if one fails.

`python -m tests` runs all of them, and what reads pages once more in plain Python; arguments go to pytest, and then it
is left out (`python -m tests -k layers`).
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CHECKS = (
    ("lint", ("ruff", "check", ".")),
    ("format", ("ruff", "format", "--check", ".")),
    ("types", ("mypy",)),
)
TESTS = ("pytest", "-q")
# Of all tests these wait the longest for servers, so they run beside the others.
CRAWLING = "tests/crawl"
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
    beside = dict(CHECKS)
    own = arguments
    if not arguments:
        beside |= {"tests of crawling": (*TESTS, CRAWLING), "tests in plain Python": PLAIN}
        own = [f"--ignore={CRAWLING}"]
    with ThreadPoolExecutor(1) as other:
        waiting = [(name, other.submit(_run, check, is_plain=check is PLAIN)) for name, check in beside.items()]
        print("== doctests and tests", flush=True)  # noqa: T201 -- the runner talks to a person
        failed = ["doctests and tests"] if _run([*TESTS, *own], is_shown=True).returncode else []
        for name, run in waiting:
            print(f"== {name}\n{run.result().stdout}", end="", flush=True)  # noqa: T201 -- the runner talks to a person
            failed += [name] if run.result().returncode else []
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)  # noqa: T201 -- the runner talks to a person
    return 1 if failed else 0


def _run(command: Sequence[str], *, is_shown: bool = False, is_plain: bool = False) -> subprocess.CompletedProcess[str]:
    """Run a module of Python; what it prints is shown as it comes, or kept."""
    environment = {**os.environ, "SCRAPER_COMPILED": "off"} if is_plain else os.environ
    output, errors = (None, None) if is_shown else (subprocess.PIPE, subprocess.STDOUT)
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        env=environment,
        check=False,
        text=True,
        stdout=output,
        stderr=errors,
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
