"""Compiles the hottest modules (`scraper/page/compiled.py`) when the project is built or installed.

Without a C compiler or Python's headers the project is installed all the same, as plain Python.
"""

from __future__ import annotations

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any

from Cython.Build import cythonize
from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from setuptools import Distribution, Extension
from setuptools.errors import BaseError, CCompilerError

# Without what debuggers need it compiles in half the time. Where `fp-contract` is on, some processors multiply and add
# in one step, and round otherwise than Python does.
_FLAGS = [] if sys.platform == "win32" else ["-O3", "-g0", "-ffp-contract=off"]


class CompiledExtensions(BuildHookInterface[Any]):
    """Puts a compiled module beside each `.pyx`, and into the wheel."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile; `version` is standard or editable."""
        if self.target_name != "wheel":
            return
        root = Path(self.root)
        source_id = _compiled(root).source_id

        extensions = [
            Extension(
                ".".join(source.relative_to(root).with_suffix("").parts),
                [str(source.relative_to(root))],
                define_macros=[("SCRAPER_SOURCE", f'"{source_id(source)}"')],
                extra_compile_args=_FLAGS,
            )
            for source in sorted(root.glob("scraper/**/*.pyx"))
        ]
        with TemporaryDirectory() as build:
            try:
                made = _compile(cythonize(extensions, build_dir=build, quiet=True), build)
            except (BaseError, CCompilerError) as error:
                self.app.display_warning(f"not compiled, so reading a page takes twice as long: {error}")
                return
        build_data["artifacts"] += [Path(path).relative_to(root).as_posix() for path in made]
        build_data["pure_python"] = False
        build_data["infer_tag"] = True


def _compiled(root: Path) -> ModuleType:
    """Return `scraper/page/compiled.py`, read by itself: what the package needs is not there while it is built."""
    spec = spec_from_file_location("compiled", root / "scraper" / "page" / "compiled.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(root / "scraper" / "page" / "compiled.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _compile(extensions: list[Extension], build: str) -> list[str]:
    """Compile in place, with whatever else comes of it in the folder `build`; return the files of the modules."""
    command = Distribution({"ext_modules": extensions}).get_command_obj("build_ext")
    command.inplace = True
    command.force = True
    command.build_temp = build
    command.ensure_finalized()
    command.run()
    return [command.get_ext_fullpath(extension.name) for extension in extensions]
