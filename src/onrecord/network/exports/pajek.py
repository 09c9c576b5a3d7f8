"""Pajek: `.net` (one-mode, two-mode), and `.paj`, a project with the attributes as partitions and vectors.

Batagelj & Mrvar 1998, Pajek: a program for large network analysis, Connections 21.
"""

from __future__ import annotations

from ..result import Network
from .spelling import number, quoted_labels
from .ties import Node, attribute_names, kind_of, nodes_of, ties_of, two_mode


def pajek_net(network: Network) -> tuple[str, list[str]]:
    """`*Vertices`, two-mode with the number of rows after that of all, and `*Edges` with signed weights; and notes."""
    nodes = nodes_of(network)
    # A backslash would be read as an escape by some readers, so it goes too.
    labels, notes = quoted_labels((node.label for node in nodes), also="\\")
    head = f"*Vertices {len(nodes)}" + (f" {len(network.rows)}" if two_mode(network) else "")
    lines = [head, *(f'{index} "{label}"' for index, label in enumerate(labels, 1)), "*Edges"]
    ties = ties_of(network)
    lines += [
        f"{i + 1} {j + 1} {number(weight)}"
        for i, j, weight in zip(ties.sources.tolist(), ties.targets.tolist(), ties.weights.tolist(), strict=True)
    ]
    return "\n".join(lines) + "\n", notes


def pajek_project(network: Network, name: str = "network") -> tuple[str, list[str]]:
    """The network, each attribute with numbers as a vector, each with words as a partition, its words in comments."""
    net, notes = pajek_net(network)
    nodes = nodes_of(network)
    title = " ".join(name.split()) or "network"
    parts = [f"*Network {title}\n{net}"]
    if two_mode(network):
        parts.append(_block("Partition", "mode", [str(node.mode + 1) for node in nodes]))
    for attribute in attribute_names(nodes):
        shown = " ".join(attribute.split())
        if kind_of([node.attributes[attribute] for node in nodes if attribute in node.attributes]) is str:
            parts.append(_partition(nodes, attribute, shown))
        else:
            values = [number(float(node.attributes.get(attribute, 0))) for node in nodes]
            parts.append(_block("Vector", shown, values))
    return "\n".join(parts), notes


def _partition(nodes: tuple[Node, ...], attribute: str, shown: str) -> str:
    """Words numbered in sorted order; 0 is a node that has none."""
    words = sorted({str(node.attributes.get(attribute, "")) for node in nodes} - {""})
    classes = {word: index for index, word in enumerate(words, 1)}
    legend = "".join(f"% {index} {' '.join(word.split())}\n" for word, index in classes.items())
    return legend + _block(
        "Partition", shown, [str(classes.get(str(node.attributes.get(attribute, "")), 0)) for node in nodes]
    )


def _block(kind: str, name: str, values: list[str]) -> str:
    return "\n".join([f"*{kind} {name}", f"*Vertices {len(values)}", *values]) + "\n"
