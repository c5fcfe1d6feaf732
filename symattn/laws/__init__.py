"""What is true of attention, one file each. symattn.law finds them by file name."""
