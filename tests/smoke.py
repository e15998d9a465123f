"""The first things a newcomer does, with what is installed: run by a wheel's own tests, outside the checkout.

python smoke.py FIXTURES
"""

import subprocess
import sys
import tempfile
from pathlib import Path

PAGE = "english-local-article/page.html"
HEADLINE = "Ferry returns to Saltmere after nine-year gap"


def main(fixtures: Path) -> None:
    """Raise when a command fails, prints something else, or the package is read from the checkout."""
    import scraper

    page = fixtures.absolute() / PAGE
    if Path(scraper.__file__).is_relative_to(fixtures.absolute().parent / "scraper"):
        raise SystemExit("the package of the checkout was imported, not the installed one")
    if scraper.extract(page.read_bytes()).headline != HEADLINE:
        raise SystemExit("the record has another headline")
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "scraper"]
        version = subprocess.run([*command, "--version"], cwd=folder, capture_output=True, text=True, check=True).stdout
        for arguments in (
            ["extract", str(page), "--format", "text"],
            ["load", "--archive", "paper", str(page)],
            ["search", "--archive", "paper", "ferry"],
        ):
            done = subprocess.run([*command, *arguments], cwd=folder, capture_output=True, text=True, check=False)
            if done.returncode or (arguments[0] != "load" and HEADLINE not in done.stdout):
                raise SystemExit(f"{arguments[0]}: exit code {done.returncode}\n{done.stdout}{done.stderr}")
    sys.stdout.write(f"extract, load and search work: {version}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
