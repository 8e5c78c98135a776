"""Where figures come from: the documents that ask for them, named once.

How a figure is counted is the portal's own choice unless its source says so.
"""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from unions.workflow import Words

OURS = _("default of the portal")
PERCENT = _("percent")
_ASKED = pgettext_lazy("a source", "{document}; how it is counted: {ours}")


def asked_by(document: Words) -> Words:
    """A document that sets the target and leaves open how it is counted."""
    return format_lazy(_ASKED, document=document, ours=OURS)


JINZHOU = asked_by(_("Jinzhou's five-year outline on homes (draft, 2015), part 4 (1)"))
JIAXING = asked_by(_("Jiaxing's targets for five years (as reported, 2016)"))
NANTONG = asked_by(_("Nantong, the fives of party and union work (as reported, 2014)"))
TONGAN = asked_by(_("Tong'an, creation of harmony (as reported, 2014)"))
XILIN = asked_by(_("Xilin's report on the unions' part in society (2012)"))
XUANCHENG = asked_by(_("Yearly arrangement of a city's federation (宣办发)"))
MEMBERS = asked_by(_("Yearbooks of unions: unions, employees and members"))
CONTRACTS = asked_by(_("Labour Contract Law, art. 51 to 54"))
CONGRESS = asked_by(_("Yearbooks of unions: units with a congress, units that open their affairs"))
CONTESTS = asked_by(_("Columns of the national returns of labour competitions"))
RELIEF = asked_by(
    _("Returns on hardship relief to the levels above; relief by file (总工发〔2015〕20号)")
)
HOTLINE = asked_by(_("Monthly return of the 12351 hotline"))
READING_ROOMS = asked_by(_("Conditions of the national, provincial and city reading rooms"))
STUDIOS = asked_by(_("Rules of provinces and cities on innovation studios"))
YANTAI = asked_by(_("Yantai's four platforms of innovation (as reported, 2014)"))
HAILAR = asked_by(_("Hailar's report on relief (2012)"))
