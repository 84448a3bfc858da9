"""Decisions: what they bring about, what was promised, what is undone after an annulment, and what follows."""
