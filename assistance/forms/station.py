from django import forms

from assistance.models import Station
from unions.forms import OfficerModelForm


class StationForm(OfficerModelForm):
    """Where the station is and when it is open, as the public page and the poster say."""

    class Meta:
        model = Station
        fields = ["place", "telephone", "hours"]
        widgets = {"telephone": forms.TextInput({"inputmode": "tel"})}
