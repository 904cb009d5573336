"""`python -m office` is `kruzhok`."""

from office.app import main

main()
