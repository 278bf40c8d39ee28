"""What the scripts share: a scratch installation of the real commands, visitors, and the counting afterwards."""
