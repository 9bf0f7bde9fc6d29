"""Run the command as `python -m hemicycle`."""

from hemicycle.cli import main

main()
