"""The review of drafts, and the history of what items say."""
