"""Pages for the network and the operator."""
