"""Pages on paper: what they say comes in as values, how they look comes from templates that an office may change.
Nothing is asked of the record here, and nothing is worked out."""
