"""What all pages share: doors, layout, forms, components."""
