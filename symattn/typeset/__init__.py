"""Setting formulas in lines: how wide they are, where a line breaks, and boxes of characters."""
