"""The commands: arguments, one call, an exit status. `cli.py` puts them together."""
