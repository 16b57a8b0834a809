# SPDX-License-Identifier: Apache-2.0
"""Which layers of a result folder a map shows, from the bottom to the top. Knows nothing of QGIS."""
import dataclasses
import pathlib
import sqlite3

# What answers the question of a command; `run` shows whatever is there.
ZONES = ("communities", "grid_zones")
TABLES = {
    "check": (),
    "coverage": (*ZONES, "gaps", "uncovered", "uncovered_walking", "facilities", "issues"),
    "partition": ("partition_zones", "partition_change", "partition_stations", "barriers", "issues"),
    "place": (*ZONES, "placement_sites", "facilities", "issues"),
    "run": (*ZONES, "partition_zones", "partition_change", "merge_zones", "barriers", "gaps", "uncovered",
            "uncovered_walking", "placement_sites", "partition_stations", "facilities", "issues"),
}


@dataclasses.dataclass(frozen=True)
class Layer:
    source: str  # as the OGR provider of QGIS takes it
    title: str


def layers_of(folder, command):
    """Of study.gpkg those that the command is about and that hold something; else the ledger of a check."""
    package = pathlib.Path(folder) / "study.gpkg"
    if not package.exists():
        ledger = pathlib.Path(folder) / "issues.geojson"
        return [Layer(str(ledger), "issues")] if ledger.exists() else []
    database = sqlite3.connect(f"{package.resolve().as_uri()}?mode=ro", uri=True)
    try:
        rows = database.execute("SELECT table_name, description FROM gpkg_contents WHERE data_type = 'features'")
        titles = {name: title or name for name, title in rows}
        return [Layer(f"{package}|layername={name}", titles[name]) for name in TABLES[command] if name in titles
                and database.execute(f'SELECT 1 FROM "{name}" LIMIT 1').fetchone()]
    finally:
        database.close()
