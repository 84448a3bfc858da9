"""Who owes what by when: gathered from what is on record, reminded of by a ladder, taken up to the superior body."""
