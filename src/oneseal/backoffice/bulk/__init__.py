"""Narrow the list of items, change many at once, copy from one that is like another; each can be taken back."""
