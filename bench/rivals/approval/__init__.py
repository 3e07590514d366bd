"""The process of the peer, in an app of its own as viewflow wants it."""
