"""Operators' catalog files: what they hold, read with care and without the database."""

from office.catalog_files.defaults import Defaults
from office.catalog_files.defaults_file import read_defaults
from office.catalog_files.directory import Directory
from office.catalog_files.problems import (
    PROBLEM_MESSAGES,
    REFUSAL_MESSAGES,
    CatalogFileRefused,
    Reason,
    Refusal,
)
from office.catalog_files.reader import read_catalog, read_catalog_text

__all__ = [
    "PROBLEM_MESSAGES",
    "REFUSAL_MESSAGES",
    "CatalogFileRefused",
    "Defaults",
    "Directory",
    "Reason",
    "Refusal",
    "read_catalog",
    "read_catalog_text",
    "read_defaults",
]
