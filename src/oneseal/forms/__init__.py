"""Form definitions, versioned, and the answers given to them."""
