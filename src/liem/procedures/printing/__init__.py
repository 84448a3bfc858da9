"""What the papers of a case say when they are printed: read from the record, in the Vietnamese of official papers.

submission_in_words(now, told)      the submission to whoever decides, as far as the case has come
decision_in_words(decision)         a decision that was entered, an article for each thing it brought about
draft_in_words(now, step)           the decision before it is entered, with room for what is not settled
people_lines(people, on=day)        what a list says of each official

How a paper looks is up to `liem.reports`. Of a count, nothing is said here but what `meetings.shown` shows.
"""
