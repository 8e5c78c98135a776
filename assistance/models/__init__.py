"""Households in hardship, the money that helps them, and the services beside it."""

from assistance.models.aid import Aid
from assistance.models.application import PublicApplication
from assistance.models.cards import BenefitCard, CardUse, Partner
from assistance.models.circumstances import (
    ExclusionAnswer,
    HouseholdMember,
    Income,
    RigidCost,
)
from assistance.models.counselling import Appointment, CounselSlot
from assistance.models.funds import Account, FundBatch, Transfer
from assistance.models.hotline import HotlinePast, HotlineTicket
from assistance.models.household import HouseholdFile
from assistance.models.legal import LegalCase, LegalPhase
from assistance.models.loans import Instalment, JobsCreated, Loan
from assistance.models.mediation import MediationCase
from assistance.models.mutual import MutualCover
from assistance.models.objection import Objection
from assistance.models.payments import Payee, PaymentBatch, PaymentLine, ReturnFile
from assistance.models.privacy import DataRequest, Disposal, PrivacyRecord
from assistance.models.proofs import CallBack, Consent, MeansCheck, Proof
from assistance.models.round import AidRound, RoundExclusion
from assistance.models.standard import LivingStandard
from assistance.models.station import Station
from assistance.models.supervision import SupervisionOpinion
from assistance.models.training import JobPlacement, Trainee, TrainingClass
from assistance.models.visit import FiveOccasions, Visit

__all__ = [
    "Account",
    "Aid",
    "AidRound",
    "Appointment",
    "BenefitCard",
    "CallBack",
    "CardUse",
    "Consent",
    "CounselSlot",
    "DataRequest",
    "Disposal",
    "ExclusionAnswer",
    "FiveOccasions",
    "FundBatch",
    "HotlinePast",
    "HotlineTicket",
    "HouseholdFile",
    "HouseholdMember",
    "Income",
    "Instalment",
    "JobPlacement",
    "JobsCreated",
    "LegalCase",
    "LegalPhase",
    "LivingStandard",
    "Loan",
    "MeansCheck",
    "MediationCase",
    "MutualCover",
    "Objection",
    "Partner",
    "Payee",
    "PaymentBatch",
    "PaymentLine",
    "PrivacyRecord",
    "Proof",
    "PublicApplication",
    "ReturnFile",
    "RigidCost",
    "RoundExclusion",
    "Station",
    "SupervisionOpinion",
    "Trainee",
    "TrainingClass",
    "Transfer",
    "Visit",
]
