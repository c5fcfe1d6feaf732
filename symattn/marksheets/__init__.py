"""Forms of marks: one file each, with its MARKSHEET."""
