"""Readers of literature instances: each maps to the engine exactly, or says why it can't."""
