"""What the readers of symattn/formats share: overwriting in place, finding formulas, tags and escapes."""
