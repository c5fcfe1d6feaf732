"""Verifying: what names and printed numbers of a document stand for, which quantity each states, and the proofs."""
