"""What the project declares to need is what it imports, and the other way round."""

import re
import sys
import tomllib

from tests.project.test_layers import PACKAGE, imported_names, modules

PROJECT = tomllib.loads((PACKAGE.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
# Where the name to import is not the name to install.
MODULE_OF = {
    "beautifulsoup4": "bs4",
    "charset-normalizer": "charset_normalizer",
    "ada-url": "ada_url",
    "protego": "protego",
    "psycopg": "psycopg",
    "backports.zstd": "backports",
}
# Used by another package when it is there: SQLAlchemy speaks to PostgreSQL, Starlette
# reads forms and templates.
NEEDED_BY_OTHERS = {"jinja2", "psycopg", "python-multipart"}
# What makes the documentation, which the program does not import.
FOR_OTHERS = {"all", "dev", "docs"}
# In Python itself from 3.14 on.
NEWER_PYTHON = {"compression"}


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[\[<>=!~; ]", requirement, maxsplit=1)[0] for requirement in requirements}


def imported() -> set[str]:
    found = {name.split(".", maxsplit=1)[0] for path in modules() for name in imported_names(path)}
    return found - set(sys.stdlib_module_names) - NEWER_PYTHON - {"scraper"}


def test_every_import_is_declared_and_every_declaration_imported() -> None:
    extras = PROJECT["optional-dependencies"]
    singles = set(extras) - FOR_OTHERS
    declared = names(PROJECT["dependencies"]).union(*(names(extras[name]) for name in singles))
    needed = {MODULE_OF.get(name, name) for name in declared - NEEDED_BY_OTHERS}
    assert imported() == needed


def test_the_tests_install_every_extra() -> None:
    extras = PROJECT["optional-dependencies"]
    assert extras["dev"][0] == f"{PROJECT['name']}[all]"
    assert extras["all"] == [f"{PROJECT['name']}[{','.join(sorted(set(extras) - FOR_OTHERS))}]"]
