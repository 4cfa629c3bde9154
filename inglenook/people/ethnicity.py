"""Names of the ethnic categories that records hold (NHS Data Dictionary, ethnic category 2001)."""

from django.utils.translation import gettext_lazy as _

TITLES = {
    "A": _("White: British"),
    "B": _("White: Irish"),
    "C": _("White: another background"),
    "D": _("Mixed: White and Black Caribbean"),
    "E": _("Mixed: White and Black African"),
    "F": _("Mixed: White and Asian"),
    "G": _("Mixed: another background"),
    "H": _("Asian or Asian British: Indian"),
    "J": _("Asian or Asian British: Pakistani"),
    "K": _("Asian or Asian British: Bangladeshi"),
    "L": _("Asian or Asian British: another background"),
    "M": _("Black or Black British: Caribbean"),
    "N": _("Black or Black British: African"),
    "P": _("Black or Black British: another background"),
    "R": _("Chinese"),
    "S": _("Another ethnic group"),
}
