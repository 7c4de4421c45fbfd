"""Colours as people see them who lack one of the three kinds of cone, and how far apart they look to everybody.

Source of the matrices (severity 1.0): Machado, Oliveira and Fernandes, A Physiologically-based Model for Simulation of
Color Vision Deficiency, 2009 (https://www.inf.ufrgs.br/~oliveira/pubs_files/CVD_Simulation/CVD_Simulation.html).
"""

from __future__ import annotations

from briefgen.design.colour import Light, hex_of, lab_of, light_of

Matrix = tuple[Light, Light, Light]

KINDS: dict[str, Matrix] = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def seen(colour: str, kind: str) -> str:
    """A colour `#rrggbb` as it looks with a kind of colour blindness."""
    light = light_of(colour)
    return hex_of(sum(part * share for part, share in zip(light, row, strict=True)) for row in KINDS[kind])


def least_difference(one: str, other: str) -> float:
    """How far apart two colours look to whoever tells them apart worst: a distance in OKLab, 1 from black to white."""
    pairs = [(one, other), *((seen(one, kind), seen(other, kind)) for kind in KINDS)]
    return min(_distance(*pair) for pair in pairs)


def _distance(one: str, other: str) -> float:
    return float(sum((a - b) ** 2 for a, b in zip(lab_of(one), lab_of(other), strict=True)) ** 0.5)
