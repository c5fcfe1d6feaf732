"""Ways of going wrong, one file each. symattn.entries finds them by file name."""
