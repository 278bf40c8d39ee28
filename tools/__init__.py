"""What the project needs to be built, checked and measured; not part of the product."""
