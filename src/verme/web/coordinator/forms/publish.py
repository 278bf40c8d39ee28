"""The one button that publishes."""

from django import forms


class PublishForm(forms.Form):
    """Holds the revision of the draft that was looked at."""

    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
