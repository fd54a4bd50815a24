"""What an article says, found in its text: a module for each kind of thing."""
