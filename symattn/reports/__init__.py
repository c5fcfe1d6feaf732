"""Forms of a report, one file each. symattn.entries finds them by file name."""
