# %% [markdown]
# # A district within 500 metres: the standard sample
#
# A made-up city of 540,000 people, 48 communities, 450 grid zones and 75 service posts (`data/tengzhou-standard`). Every
# figure below is read from the files beside this notebook, which one command wrote:
#
# ```sh
# lastmeter run data/tengzhou-standard/study.toml
# ```

# %%
import json

import geopandas as gpd
import matplotlib.pyplot as plt
import pandas as pd

with open("summary.json", encoding="utf-8") as file:
    figures = pd.DataFrame(json.load(file)["figures"])
layers = {name: gpd.read_file(f"geojson/{name}.geojson").to_crs("EPSG:4548") for name in
          ("communities", "grid_zones", "facilities", "placement_sites", "partition_zones", "merge_zones")}
{name: len(layer) for name, layer in layers.items()}

# %% [markdown]
# ## Who is covered
#
# "500 m coverage" is several numbers. In straight line or on foot, by any post (`open`) or by those of the own community
# (`home`):

# %%
people = figures[(figures["name"] == "coverage.population") & figures["depth_min"].isna() & figures["rule"].isna()]
people.pivot_table(index=["mode", "service"], columns="radius_m", values="share").applymap("{:.1%}".format)

# %%
share = "population_share_500m_open_walking"
axes = layers["grid_zones"].plot(column=share, cmap="viridis", legend=True, figsize=(9, 6.5), edgecolor="white",
                                 linewidth=0.3, missing_kwds={"color": "lightgrey"})
layers["facilities"].plot(ax=axes, color="#cc3311", markersize=12)
axes.set_title("People within 500 m on foot of a post, by grid zone (share)")
axes.set_axis_off()
plt.show()

# %% [markdown]
# ## Where to go first
#
# Grid zones with most people beyond 500 m on foot.

# %%
zones = layers["grid_zones"].drop(columns="geometry")
zones["left_out"] = zones["population"] - zones["population_500m_open_walking"]
worst = zones.nlargest(10, "left_out")[["code", "population", "left_out", share]].reset_index(drop=True)
worst.assign(population=worst["population"].astype(int), left_out=worst["left_out"].astype(int),
             **{share: worst[share].map("{:.0%}".format)})

# %% [markdown]
# ## Twenty more stations
#
# The plan that covers most people in straight line beside the posts that stand, proved optimal; and what every smaller
# number of stations would bring.

# %%
curve = figures[figures["name"] == "placement.curve.objective"].sort_values("sites")
total = figures.loc[figures["name"] == "placement.objective", "total"].item()
figure, (left, right) = plt.subplots(1, 2, figsize=(13, 5), gridspec_kw={"width_ratios": [3, 2]})
layers["communities"].plot(ax=left, color="#f2f2f2", edgecolor="#999999", linewidth=0.5)
sites = layers["placement_sites"]
for status, colour in (("kept", "#4477aa"), ("chosen", "#cc3311")):
    here = sites[sites["status"] == status]
    here.buffer(500).plot(ax=left, color=colour, alpha=0.15)
    here.plot(ax=left, color=colour, markersize=12, label=f"{status}: {len(here)}")
left.legend(loc="upper center", bbox_to_anchor=(0.5, 0.05), ncol=2)
left.set_axis_off()
right.plot(curve["sites"], curve["value"] / total, marker="o")
right.yaxis.set_major_formatter(lambda value, _: f"{value:.0%}")
right.set_xlabel("new stations")
right.set_title("People covered")
right.grid(alpha=0.3)
plt.show()

# %% [markdown]
# ## Zones drawn anew
#
# Grid zones of 300 to 500 households from whole compounds, as near to today's as the bounds allow; and the 99 communities
# and villages of old merged into 48 communities.

# %%
asked = ["partition.zones", "partition.out_of_bounds", "partition.households_moved", "partition.weight_least",
         "partition.weight_most", "merge.units", "merge.zones", "merge.weight_least", "merge.weight_most"]
figures[figures["name"].isin(asked)].set_index("name").loc[asked, ["value", "unit"]].astype({"value": int})

# %%
axes = layers["merge_zones"].plot(column="households", cmap="cividis", legend=True, figsize=(9, 6.5), edgecolor="white")
layers["communities"].boundary.plot(ax=axes, color="#cc3311", linewidth=0.8)
axes.set_title("Households of the merged communities; red: the communities of today")
axes.set_axis_off()
plt.show()
