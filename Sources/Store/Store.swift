// Store: first content to come.
