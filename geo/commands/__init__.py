"""What the command line does: one module a command, each with its `HELP`, its `arguments` and its `run`."""
