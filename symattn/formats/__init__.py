"""Kinds of document, one file each. symattn.entries finds them by file name."""
