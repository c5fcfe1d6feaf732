"""Written mathematics → Formula. No text from a user is ever run."""
