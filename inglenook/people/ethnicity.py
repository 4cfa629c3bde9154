"""Names of the ethnic categories that records hold (NHS Data Dictionary, ethnic category 2001)."""

from inglenook.kit.marking import marked

TITLES = {
    "A": marked("White: British"),
    "B": marked("White: Irish"),
    "C": marked("White: another background"),
    "D": marked("Mixed: White and Black Caribbean"),
    "E": marked("Mixed: White and Black African"),
    "F": marked("Mixed: White and Asian"),
    "G": marked("Mixed: another background"),
    "H": marked("Asian or Asian British: Indian"),
    "J": marked("Asian or Asian British: Pakistani"),
    "K": marked("Asian or Asian British: Bangladeshi"),
    "L": marked("Asian or Asian British: another background"),
    "M": marked("Black or Black British: Caribbean"),
    "N": marked("Black or Black British: African"),
    "P": marked("Black or Black British: another background"),
    "R": marked("Chinese"),
    "S": marked("Another ethnic group"),
}
