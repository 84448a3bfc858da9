"""Which body a post belongs to."""

from __future__ import annotations


def body_of(post: str) -> str:
    """The key of the body that a post of this province belongs to."""
    return post.rpartition("/")[0]
