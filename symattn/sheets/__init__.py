"""Formats of exercise sheets: one file each, with its SHEET."""
