"""Output formats, one file each. symattn.entries finds them by file name."""
