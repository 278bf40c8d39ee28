"""The parts of `{% load verme %}`: words, pictures, forms."""
