"""Run the command as `python -m hemicycle`."""

from hemicycle.cli import main

# Processes that work for a site load this file by another name, and run no command.
if __name__ == "__main__":
    main()
