"""Answers → marks: each judged with proof, with credit for what was carried on correctly."""
