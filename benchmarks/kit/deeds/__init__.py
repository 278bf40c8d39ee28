"""What the product's processes are killed in the middle of."""
