from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class Federation(models.Model):
    """A tenant: the union federation of a city, or of a county that stands on its own."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    short_name = models.CharField(_("short name"), max_length=20)
    division_code = models.CharField(
        _("division code"), max_length=6, validators=[RegexValidator(r"^\d{6}$")], unique=True
    )
    root_is_county = models.BooleanField(default=False)
    document_mark = models.CharField(_("document mark"), max_length=8)  # 代字, as in 锦工发

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(division_code__regex=r"^\d{6}$"),
                name="federation_code_six_digits",
            ),
        ]

    def __str__(self) -> str:
        return self.name
