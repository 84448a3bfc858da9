"""Words for the choices of facts that no closed list of the record names."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

CHOICE_WORDS: dict[str, Promise] = {
    "leadership": pgettext_lazy("choice", "leading collective"),
    "head": pgettext_lazy("choice", "head"),
    "member": pgettext_lazy("choice", "member"),
    "centre": pgettext_lazy("choice", "centre"),
    "party": pgettext_lazy("choice", "Party"),
    "state": pgettext_lazy("choice", "State"),
    "planned": pgettext_lazy("choice", "post planned for"),
    "non_local": pgettext_lazy("choice", "not to be local"),
    "two_terms": pgettext_lazy("choice", "two terms in the post"),
    "other": pgettext_lazy("choice", "other"),
    "deputy": pgettext_lazy("choice", "deputy"),
    "subordinate_head": pgettext_lazy("choice", "head directly below"),
    "body": pgettext_lazy("choice", "body"),
    "necessary": pgettext_lazy("choice", "where necessary"),
    "serious_signs": pgettext_lazy("choice", "serious signs of violation"),
    "release": pgettext_lazy("choice", "release"),
    "resignation": pgettext_lazy("choice", "resignation"),
    "relief": pgettext_lazy("choice", "relief"),
    "regular": pgettext_lazy("choice", "regular"),
    "thematic": pgettext_lazy("choice", "thematic"),
    "unannounced": pgettext_lazy("choice", "unannounced"),
    "standard": pgettext_lazy("choice", "standard"),
    "procedure": pgettext_lazy("choice", "procedure"),
    "plan": pgettext_lazy("choice", "plan"),
    "result": pgettext_lazy("choice", "result"),
    "declaration": pgettext_lazy("choice", "declaration"),
    "inspection_conclusion": pgettext_lazy("choice", "conclusion of an inspection"),
    "first": pgettext_lazy("choice", "first"),
    "yearly": pgettext_lazy("choice", "yearly"),
    "supplementary": pgettext_lazy("choice", "supplementary"),
    "ordinary": pgettext_lazy("choice", "ordinary"),
    "complex": pgettext_lazy("choice", "complex"),
    "very_complex": pgettext_lazy("choice", "very complex"),
}
