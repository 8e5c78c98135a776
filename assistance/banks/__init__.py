"""Files for banks and files from banks, each as its layout describes it (docs/bank-files.md)."""

from assistance.banks.layouts import BankLayout, layouts
from assistance.banks.outgoing import OutgoingLine, write_bank_file
from assistance.banks.returns import ReturnFile, ReturnLine, read_return_file
from kernel.tables import BadTable

__all__ = [
    "BadTable",
    "BankLayout",
    "OutgoingLine",
    "ReturnFile",
    "ReturnLine",
    "layouts",
    "read_return_file",
    "write_bank_file",
]
