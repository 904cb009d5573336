"""Operators' catalog files: what they hold, read with care and without the database."""

from office.catalog_files.defaults import Defaults
from office.catalog_files.defaults_file import read_defaults
from office.catalog_files.directory import Directory
from office.catalog_files.messages import (
    PLACE_MESSAGE,
    PROBLEM_MESSAGES,
    REFUSAL_MESSAGES,
    facts_of,
)
from office.catalog_files.problems import CatalogFileRefused, Reason, Refusal
from office.catalog_files.reader import (
    CatalogRows,
    ReadRow,
    read_catalog,
    read_catalog_text,
    read_rows,
)

__all__ = [
    "PLACE_MESSAGE",
    "PROBLEM_MESSAGES",
    "REFUSAL_MESSAGES",
    "CatalogFileRefused",
    "CatalogRows",
    "Defaults",
    "Directory",
    "ReadRow",
    "Reason",
    "Refusal",
    "facts_of",
    "read_catalog",
    "read_catalog_text",
    "read_defaults",
    "read_rows",
]
