// Physics: first content to come.
