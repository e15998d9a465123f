"""What it costs to begin: whole commands in CPU milliseconds, the least of several runs, and the loads in them.

    python -m benchmarks.start_up [RUNS]

PAGE is a fixture. The body model's load is that of plain Python; the compiled modules' has the model's trees in it.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path
from types import MappingProxyType

from scraper.page.compiled import is_compiled

PAGE = str(Path(__file__).parents[1] / "fixtures" / "english-local-article" / "page.html")
RUNS = 9
_MODEL = """
import time, sys, scraper.parse.body.model, importlib
del sys.modules["scraper.parse.body.model"]
start = time.process_time()
importlib.import_module("scraper.parse.body.model")
print((time.process_time() - start) * 1000)
"""
_EXTENSIONS = """
import os, time
os.environ["SCRAPER_COMPILED"] = "off"
import scraper.parse.record
start = time.process_time()
import scraper.page._reader, scraper.parse._body_scores
print((time.process_time() - start) * 1000)
"""
COMMANDS = MappingProxyType(
    {
        "python -c pass": ("-c", "pass"),
        "import scraper": ("-c", "import scraper"),
        "import lxml.html, requests": ("-c", "import lxml.html, requests"),
        "scraper --help": ("-m", "scraper", "--help"),
        "scraper extract PAGE": ("-m", "scraper", "extract", PAGE),
    }
)


def cpu_ms(command: tuple[str, ...]) -> float:
    """Return the CPU milliseconds, user and system, of one run."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *command], stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def told_ms(code: str) -> float:
    """Return the CPU milliseconds that `code` prints."""
    done = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, check=True)
    return float(done.stdout)


def main() -> None:
    """Print a line for each command."""
    runs = int(sys.argv[1]) if sys.argv[1:] else RUNS
    for name, command in COMMANDS.items():
        print(f"{name:28}{min(cpu_ms(command) for _ in range(runs)):7.0f} ms")
    print(f"{'the body model':28}{min(told_ms(_MODEL) for _ in range(runs)):7.1f} ms")
    if is_compiled():
        print(f"{'the compiled modules':28}{min(told_ms(_EXTENSIONS) for _ in range(runs)):7.1f} ms")


if __name__ == "__main__":
    main()
