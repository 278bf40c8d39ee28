"""What a coordinator's day begins with: where a year stands, its next step, and the letters that tell it in the morning."""
