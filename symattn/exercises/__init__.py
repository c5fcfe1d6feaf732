"""Kinds of exercises: one file each, with its KIND."""
