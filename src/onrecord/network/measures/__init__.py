"""Measures on networks: polarization and camps, backbones, phases, and what they rest on."""
