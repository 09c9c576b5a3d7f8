"""Geometry of the two figures: numbers in, coordinates out; templates print them as inline SVG."""
