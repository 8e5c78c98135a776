"""Households in hardship, the money that helps them, and the services beside it."""

from assistance.models.aid import Aid, AidRound
from assistance.models.application import PublicApplication
from assistance.models.circumstances import (
    ExclusionAnswer,
    HouseholdMember,
    Income,
    RigidCost,
)
from assistance.models.funds import Account, FundBatch, Transfer
from assistance.models.household import HouseholdFile
from assistance.models.payments import Payee, PaymentBatch, PaymentLine, ReturnFile
from assistance.models.privacy import DataRequest, Disposal, PrivacyRecord
from assistance.models.proofs import CallBack, Consent, MeansCheck, Proof
from assistance.models.standard import LivingStandard
from assistance.models.station import Station
from assistance.models.visit import Visit

__all__ = [
    "Account",
    "Aid",
    "AidRound",
    "CallBack",
    "Consent",
    "DataRequest",
    "Disposal",
    "ExclusionAnswer",
    "FundBatch",
    "HouseholdFile",
    "HouseholdMember",
    "Income",
    "LivingStandard",
    "MeansCheck",
    "Payee",
    "PaymentBatch",
    "PaymentLine",
    "PrivacyRecord",
    "Proof",
    "PublicApplication",
    "ReturnFile",
    "RigidCost",
    "Station",
    "Transfer",
    "Visit",
]
