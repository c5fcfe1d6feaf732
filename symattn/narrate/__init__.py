"""Work → Document: what is told, in which order, and how much of it."""
