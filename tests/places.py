"""Where things stand: the checkout, and the corpora beside it, which are not there everywhere."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FIXTURES = ROOT / "fixtures"
WALLS = ROOT / "tests" / "page" / "walls"
SHARED = ROOT.parent / "shared"
