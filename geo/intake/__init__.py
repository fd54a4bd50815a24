"""Other people's files as the draft of a story: a module for each kind, and `files`, which tells them apart."""
