"""Kinds of attention, one file each. symattn.entries finds them by file name."""
