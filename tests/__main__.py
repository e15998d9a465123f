"""Every check of the project, one after the other: lint, format, types, then doctests, tests; exit code 1 if one fails.

`python -m tests` runs all of them; arguments go to pytest (`python -m tests -k layers`).
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CHECKS = (
    ("lint", ("ruff", "check", ".")),
    ("format", ("ruff", "format", "--check", ".")),
    ("types", ("mypy",)),
    ("doctests and tests", ("pytest", "-q")),
)


def main(arguments: list[str]) -> int:
    """Return 0 if every check passes; all of them run, and the failed ones are named at the end."""
    failed = []
    for name, (module, *options) in CHECKS:
        print(f"== {name}", flush=True)  # noqa: T201 -- the runner talks to a person
        extra = arguments if module == "pytest" else []
        if subprocess.run([sys.executable, "-m", module, *options, *extra], cwd=ROOT, check=False).returncode:
            failed.append(name)
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)  # noqa: T201 -- the runner talks to a person
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
