"""What a collective contract may be about, and whom it may bind (劳动合同法 §51–53)."""

from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ContractKind(TextChoices):
    COMPREHENSIVE = "comprehensive", _("Comprehensive collective contract")
    WAGE = "wage", _("Wage agreement")
    WOMEN = "women", _("Women workers' rights")
    SAFETY = "safety", _("Occupational safety and health")
    OTHER = "other", _("Other special contract")


class Scope(TextChoices):
    ENTERPRISE = "enterprise", _("One enterprise")
    REGIONAL = "regional", _("Region")
    INDUSTRY = "industry", _("Industry")


class Measure(TextChoices):
    """Which contracts a rate of coverage counts."""

    ANY = "any", _("Any collective contract")
    WAGE = "wage", pgettext_lazy("contracts on", "Wages")
    WOMEN = "women", _("Women workers' rights")
    SAFETY = "safety", _("Safety and health")

    @property
    def counts(self) -> Q:
        """The contracts of the measure; a comprehensive one counts for wages with a wage annex."""
        if self == Measure.ANY:
            return Q()
        if self == Measure.WAGE:
            annexed = Q(kind=ContractKind.COMPREHENSIVE, wage_annex=True)
            return Q(kind=ContractKind.WAGE) | annexed
        return Q(kind=self.value)
