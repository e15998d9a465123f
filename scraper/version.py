"""The version of the package, which is also the `extractor_version` of every record."""

__version__ = "0.1.0"
