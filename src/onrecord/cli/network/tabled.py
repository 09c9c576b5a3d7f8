"""Results of measures as tables, one row an actor, a concept, a slice or a group."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from ...network import NetworkSeries
    from ...network.measures import NestedBackbone, PhaseTransitions, Polarization
    from ...network.measures.barplot import Barplot
    from ...network.measures.brokers import Brokers
    from ...network.measures.multiclust import Multiclust
    from ...network.measures.scaling import Scaling


def windows_frame(series: NetworkSeries) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(
        [
            {
                "from": _day(one.start), "to": _day(one.stop),
                "statements": one.n_statements, "rows": len(one.rows), "columns": len(one.columns),
                "ties": int((one.matrix != 0).sum()) // (2 if one.rows == one.columns else 1),
                "middle": _day(one.middle),
            }
            for one in series
        ]
    )  # fmt: skip


def camps_frame(found: Polarization) -> pd.DataFrame:
    import pandas as pd

    frame = pd.DataFrame({"actor": found.actors, "camp": [numbered(camp) for camp in found.camps]})
    if found.stability is not None:
        frame["stability"] = list(found.stability)
    return frame.sort_values(["camp", "actor"], kind="stable", na_position="last")


def slices_frame(slices: Sequence[Polarization]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(
        [
            {
                "middle": _day(one.middle), "polarization": one.polarization, "cohesion": one.cohesion,
                "division": one.division, "n_statements": one.n_statements,
                "from": one.interval[0] if one.interval else None, "to": one.interval[1] if one.interval else None,
                "chance": one.chance,
            }
            for one in slices
        ]
    )  # fmt: skip


def steps_frame(nested: NestedBackbone) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(
        [
            {
                "iteration": step.iteration, "concept": step.entity, "backbone_loss": step.backbone_loss,
                "redundant_loss": step.redundant_loss, "n_statements": step.n_statements, "tied": ", ".join(step.tied),
            }
            for step in nested.steps
        ]
    )  # fmt: skip


def bars_frame(bars: Barplot) -> pd.DataFrame:
    return bars.by_total().frame().rename(columns=str).reset_index()


def phases_frame(found: PhaseTransitions) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(
        [
            {"state": one.state + 1, "from": _day(one.starts), "to": _day(one.ends), "slices": one.last - one.first + 1}
            for one in found.phases
        ]
    )


def groups_frame(slices: Sequence[Multiclust]) -> pd.DataFrame:
    """Every method with its modularity, the failures with their reason."""
    import pandas as pd

    rows: list[dict[str, Any]] = []
    for one in slices:
        for found in one.found.results:
            rows.append(
                {
                    "window": _day(one.middle), "method": found.method.value, "k": found.k,
                    "modularity": found.modularity, "best": found == one.best,
                    "groups": " | ".join(", ".join(group) for group in one.members(found)), "failed": "",
                }
            )  # fmt: skip
        rows += [
            {"window": _day(one.middle), "method": failure.method.value, "failed": failure.reason}
            for failure in one.found.failures
        ]
    frame = pd.DataFrame(rows)
    return frame if any(frame.get("window", [])) else frame.drop(columns="window", errors="ignore")


def positions_frame(found: Scaling) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Actors and concepts, with intervals."""
    import pandas as pd

    actors: dict[str, Any] = {"actor": found.actors}
    concepts: dict[str, Any] = {"concept": found.concepts}
    for number in range(found.positions.mean.shape[1]):
        for columns, of in ((actors, found.positions), (concepts, found.discriminations)):
            for name in ("mean", "lower", "upper", "r_hat"):
                columns[f"{name}_{number + 1}"] = getattr(of, name)[:, number]
    actors["n_answers"] = found.n_answers
    return pd.DataFrame(actors).sort_values("mean_1"), pd.DataFrame(concepts).sort_values("mean_1")


def brokers_frame(found: Brokers) -> pd.DataFrame:
    """Who is on most ways between the camps first; how often in which role, and how often by chance."""
    import pandas as pd

    frame = found.frame()
    roles = [field.name for field in dataclasses.fields(found.roles)]
    expected = {f"expected_{name}": getattr(found.expected, name) for name in roles}
    frame = frame.rename(columns={name: f"roles_{name}" for name in roles}).join(pd.DataFrame(expected, frame.index))
    frame["camp"] = [str(numbered(camp)) for camp in found.camps]
    return frame.loc[list(found.ranked())].reset_index()


def numbered(camp: int | str | None) -> int | str | None:
    """Camps are counted from 1 where people read them."""
    return camp + 1 if isinstance(camp, int) else camp


def _day(moment: datetime | None) -> str:
    return moment.isoformat(sep=" ").removesuffix(" 00:00:00") if moment else ""
