// Discovery: first content to come.
