"""How much memory processes take."""

from __future__ import annotations

import os
import resource
import sys
from pathlib import Path
from threading import Event, Thread
from typing import Self

KIBIBYTE = 1024
_STATM = Path("/proc/self/statm")
_EVERY_SECONDS = 0.02


class Memory:
    """`grown` is the most by which the process was larger than when the block began."""

    def __enter__(self) -> Self:
        self.grown = 0
        self._before = resident()
        self._over = Event()
        self._thread = Thread(target=self._watch, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        last = False
        while not last:
            last = self._over.wait(_EVERY_SECONDS)
            self.grown = max(self.grown, resident() - self._before)


def resident() -> int:
    """Bytes in memory now; where the system does not say, the most there ever were."""
    if _STATM.exists():
        return int(_STATM.read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    unit = 1 if sys.platform == "darwin" else KIBIBYTE
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def resident_of(pid: int) -> int:
    """Bytes of another process that are in memory now."""
    for line in Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * KIBIBYTE
    raise ProcessLookupError(pid)
