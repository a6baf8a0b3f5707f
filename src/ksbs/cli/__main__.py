"""`python -m ksbs.cli`."""

from ksbs.cli import main

main()
