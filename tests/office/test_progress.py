"""How far an import is, for those who look at a terminal."""

from __future__ import annotations

import io

from office.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_is_told_how_far_it_is_and_the_line_is_taken_away_at_the_end() -> None:
    terminal = Terminal()
    progress = Progress(terminal)

    progress.rows(500)
    progress.programs(0, 4)
    progress.programs(1, 4)
    progress.programs(4, 4)
    progress.end()

    said = terminal.getvalue()
    assert "reading: 500 rows" in said
    assert f"[{'.' * 30}] applying 0 of 4" in said
    assert "applying 1 of 4" not in said, "the terminal is not written to more often than it helps"
    assert f"[{'#' * 30}] applying 4 of 4" in said
    assert said.endswith("\r\x1b[K")


def test_a_file_is_told_nothing() -> None:
    log = io.StringIO()
    progress = Progress(log)

    progress.rows(500)
    progress.programs(0, 0)
    progress.end()

    assert log.getvalue() == ""
