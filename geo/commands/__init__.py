"""The command line: a module for each command, with its `HELP`, its `arguments` and its `run`. No Streamlit."""
