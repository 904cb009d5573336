"""Composed for the demo: real municipalities of Kaliningrad region, invented providers.

The providers' numbers have right check digits and belong to nobody: there is no tax
office 3999, and nothing was registered in 1999 in a registry that began in 2002.
"""

from sandbox.demo_data.catalog import demo_catalog

__all__ = ["demo_catalog"]
