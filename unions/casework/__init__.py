"""Matters somebody brings and somebody handles: what their pages and clocks share."""
