"""`make mutants`: changes the domain line by line and counts which changes a test notices.

mutmut makes the changes and runs the tests of the domain against each. A change that makes a
test wait for ever counts as noticed, one that no test reaches does not. Prints every change
that was not noticed; fails when fewer than 95 % were. `docs/mutants.md` explains those that
cannot be noticed.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections import Counter
from typing import Final

NOTICED: Final = frozenset({"killed", "timeout", "caught by type check"})
UNCHECKED: Final = "not checked"
SHARE_LEAST: Final = 0.95


def main() -> int:
    """The exit code: 0 when enough changes were noticed, 1 otherwise, 2 when mutmut gave up."""
    # What was found before is forgotten: a new test changes no line, and mutmut would not look.
    shutil.rmtree("mutants", ignore_errors=True)
    _mutmut("run", shown=True)
    verdicts = dict(_verdicts(_mutmut("results", "--all", "True")))
    if not verdicts or UNCHECKED in verdicts.values():
        print("mutmut did not come to its end", file=sys.stderr)  # noqa: T201 - for the caller
        return 2
    missed = sorted(name for name, verdict in verdicts.items() if verdict not in NOTICED)
    for name in missed:
        print(f"{verdicts[name]}: {name}\n{_change(name)}")  # noqa: T201 - the report
    share = 1 - len(missed) / len(verdicts)
    counts = ", ".join(
        f"{n} {verdict}" for verdict, n in sorted(Counter(verdicts.values()).items())
    )
    print(f"{len(verdicts)} changes, {share:.1%} noticed ({counts})")  # noqa: T201 - the report
    return 0 if share >= SHARE_LEAST else 1


def _verdicts(results: str) -> list[tuple[str, str]]:
    lines = (line.strip().rpartition(": ") for line in results.splitlines())
    return [(name, verdict) for name, colon, verdict in lines if colon]


def _change(name: str) -> str:
    """The lines that were changed, before and after."""
    diff = _mutmut("show", name).splitlines()
    head = ("---", "+++")
    return "\n".join(
        f"    {line}" for line in diff if line[:1] in "-+" and line[:3] not in head and line
    )


def _mutmut(*arguments: str, shown: bool = False) -> str:
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "mutmut", *arguments],
        check=False,
        text=True,
        stdout=None if shown else subprocess.PIPE,
    )
    return done.stdout or ""


if __name__ == "__main__":
    sys.exit(main())
