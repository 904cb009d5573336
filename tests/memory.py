"""A folder in memory for what tests write, where there is one."""

import shutil
from pathlib import Path

MEMORY = Path("/dev/shm")  # noqa: S108 - folders of the tests' own are made in it
MEMORY_BYTES_MIN = 2 * 1024**3


def in_memory() -> Path | None:
    """Where folders can be made in memory; None without it or with too little of it left."""
    if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free >= MEMORY_BYTES_MIN:
        return MEMORY
    return None
