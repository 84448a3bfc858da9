"""Procedures as data: who takes which step, in what order, on what papers, by what vote; and where a case stands."""
