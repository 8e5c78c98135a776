"""Figures of bargaining that targets and criteria point at, each as of a day."""
