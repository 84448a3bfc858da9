"""A text → structure → citations → proposals. Pure: no Django, no clock; it decides nothing."""
