"""Trains the line classifier of the cleaning room."""
