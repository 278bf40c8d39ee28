"""What templates may call; docs/pages.md shows each with an example."""

from django import template

from verme.web.ui.tags import forms, pictures, words

register = template.Library()
for part in (words, pictures, forms):
    register.tags.update(part.register.tags)
    register.filters.update(part.register.filters)
