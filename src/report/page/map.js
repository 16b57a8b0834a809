"use strict";
/* The page of a study: layers on canvas, figures, search, table, comparison. All texts come from `words`; values of the
   data are only ever set as text. */
(async function () {
  const $ = (id) => document.getElementById(id);

  async function load() {
    const element = $("data");
    const text = element.textContent.trim();
    if (element.dataset.form === "json") return JSON.parse(text);
    const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return JSON.parse(await new Response(stream).text());
  }

  const data = await load();
  const words = data.words;
  const say = (key) => (Object.hasOwn(words, key) ? words[key] : key);
  const make = (tag, text, parent) => {
    const element = document.createElement(tag);
    if (text !== undefined) element.textContent = text;
    if (parent) parent.append(element);
    return element;
  };
  const tell = (value) =>
    value === null || value === undefined ? "" :
    typeof value !== "number" ? value :
    Number.isInteger(value) ? value.toLocaleString("en") :
    Math.abs(value) < 1 ? value.toFixed(4) : value.toLocaleString("en", { maximumFractionDigits: 2 });

  const columnName = (name, layer) =>
    layer && layer.heads && Object.hasOwn(layer.heads, name) ? layer.heads[name] :
    Object.hasOwn(data.heads, name) ? data.heads[name] : name;
  /* "up to 18.5", "year 2": the words of the language around the number. */
  function classLabel(label) {
    const parts = /^(up to|year) (.+)$/.exec(label);
    return parts && !Object.hasOwn(words, label) ? say(parts[1] + " {}").replace("{}", parts[2]) : say(label);
  }
  const layerName = (name) => (Object.hasOwn(data.titles, name) ? data.titles[name] : say(name));
  /* Words of the program in these columns are told in the language of the page; all other values stay as they are. */
  const coded = new Set(data.worded);
  const tellIn = (name, value) => (typeof value === "string" && coded.has(name) ? layerName(value) : tell(value));

  /* Shapes come as whole decimetres, each ring as differences: here they become metres from the origin. */
  function unpack(layer) {
    layer.boxes = new Float64Array(layer.shapes.length * 4).fill(NaN);
    layer.shapes.forEach((shape, row) => {
      if (!shape) return;
      let west = Infinity, south = Infinity, east = -Infinity, north = -Infinity;
      for (const part of shape) for (const ring of part) {
        for (let i = 0, x = 0, y = 0; i < ring.length; i += 2) {
          ring[i] = (x += ring[i]) / 10;
          ring[i + 1] = (y += ring[i + 1]) / 10;
          west = Math.min(west, ring[i]); east = Math.max(east, ring[i]);
          south = Math.min(south, ring[i + 1]); north = Math.max(north, ring[i + 1]);
        }
      }
      layer.boxes.set([west, south, east, north], row * 4);
    });
  }

  const column = (layer, name) => layer.columns.find((c) => c.name === name);
  const rowName = (layer, row) => {
    const name = column(layer, "name"), code = column(layer, "code");
    return [name && name.values[row], code && code.values[row]].filter(Boolean).join(" · ") || `${row + 1}`;
  };

  /* ---- map ---- */
  const map = L.map("map", { crs: L.CRS.Simple, zoomControl: false, zoomAnimation: false, fadeAnimation: false,
    markerZoomAnimation: false, attributionControl: false, zoomSnap: 0.25, minZoom: -12, maxZoom: 6, keyboard: true });
  L.control.zoom({ position: "topleft" }).addTo(map);
  L.control.scale({ imperial: false, position: "bottomleft", maxWidth: 160 }).addTo(map);

  const Shapes = L.Layer.extend({
    initialize(layer) { this.data = layer; },
    onAdd() {
      const pane = map.getPane(this.data.name) || map.createPane(this.data.name);
      pane.style.zIndex = 300 + drawable.indexOf(this.data);
      pane.style.pointerEvents = "none";
      this.canvas = L.DomUtil.create("canvas", "shapes", pane);
      map.on("move zoom resize viewreset", this.draw, this);
      this.draw();
    },
    onRemove() { map.off("move zoom resize viewreset", this.draw, this); this.canvas.remove(); },
    draw() { paint(this.data, this.canvas); clip(); },
  });

  const posts = new Set(["facilities", "placement_sites", "partition_stations", "compare_posts", "compare_sites"]);
  function paint(layer, canvas) {
    const size = map.getSize(), ratio = window.devicePixelRatio || 1;
    canvas.width = size.x * ratio; canvas.height = size.y * ratio;
    canvas.style.width = size.x + "px"; canvas.style.height = size.y + "px";
    L.DomUtil.setPosition(canvas, map.containerPointToLayerPoint([0, 0]));
    const pen = canvas.getContext("2d");
    const scale = map.options.crs.scale(map.getZoom());
    const origin = map.latLngToContainerPoint([0, 0]);
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    const bounds = map.getBounds();
    const [w, s, e, n] = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
    const X = (x) => origin.x + x * scale, Y = (y) => origin.y - y * scale;
    const dot = posts.has(layer.name) ? 5 : Math.max(1.5, Math.min(4, scale * 12));
    for (let row = 0; row < layer.shapes.length; ++row) {
      const b = row * 4, boxes = layer.boxes;
      if (!(boxes[b] <= e && boxes[b + 2] >= w && boxes[b + 1] <= n && boxes[b + 3] >= s)) continue;
      const colour = colourOf(layer, row);
      if (!colour) continue;
      pen.beginPath();
      for (const part of layer.shapes[row]) for (const ring of part) {
        if (layer.kind === "point") {
          pen.moveTo(X(ring[0]) + dot, Y(ring[1]));
          pen.arc(X(ring[0]), Y(ring[1]), dot, 0, 6.2832);
          continue;
        }
        pen.moveTo(X(ring[0]), Y(ring[1]));
        for (let i = 2; i < ring.length; i += 2) pen.lineTo(X(ring[i]), Y(ring[i + 1]));
        if (layer.kind === "polygon") pen.closePath();
      }
      if (layer.kind !== "line") {
        pen.globalAlpha = layer.style.opacity;
        pen.fillStyle = colour;
        pen.fill("evenodd");
      }
      pen.globalAlpha = layer.kind === "line" ? layer.style.opacity : 1;
      pen.strokeStyle = layer.kind === "line" ? colour : layer.kind === "point" ? "#222" : "#555";
      pen.lineWidth = layer.kind === "line" ? 1.2 : 0.6;
      pen.stroke();
      if (chosen && chosen.layer === layer && chosen.row === row) {
        pen.globalAlpha = 1; pen.strokeStyle = "#d62728"; pen.lineWidth = 3; pen.stroke();
      }
    }
  }

  /* ---- colours: viridis reversed, so that little is dark and it survives grey print and colour blindness ---- */
  const noValue = "#d0d0d0";
  const ramp = ["#440154", "#3b528b", "#21918c", "#5ec962", "#fde725"];
  function colourOf(layer, row) {
    const style = layer.style;
    if (!style.column) return style.colour;
    const values = style.values || (style.values = (column(layer, style.column) || { values: [] }).values);
    const value = values[row];
    if (typeof value !== "number") return layer.kind === "polygon" ? noValue : null;
    return (style.classes.find((c) => value <= c[0]) || style.classes[style.classes.length - 1])[1];
  }
  function quantiles(layer, name) {
    const sorted = column(layer, name).values.filter((v) => typeof v === "number").sort((a, b) => a - b);
    if (!sorted.length) return [];
    const uppers = [...new Set([1, 2, 3, 4, 5].map((k) => sorted[Math.ceil(k * sorted.length / 5) - 1]))];
    let low = sorted[0];
    return uppers.map((upper, i) => {
      const label = low === upper ? tell(upper) : `${tell(low)} – ${tell(upper)}`;
      low = upper;
      return [upper, uppers.length === 1 ? ramp[2] : ramp[Math.round(i * 4 / (uppers.length - 1))], label];
    });
  }

  /* ---- state ---- */
  let chosen = null, swiping = null, colouring = null;
  const shown = new Map();
  const depth = { polygon: 0, line: 1, point: 2 };  // zones never lie over what stands in them
  const drawable = data.layers.filter((layer) => layer.kind !== "none").sort((a, b) => depth[a.kind] - depth[b.kind]);
  data.layers.forEach((layer, order) => { layer.order = order; if (layer.kind !== "none") unpack(layer); });
  const layerNamed = (name) => data.layers.find((layer) => layer.name === name);

  function show(layer, on) {
    if (on && !shown.has(layer)) { const view = new Shapes(layer); shown.set(layer, view); view.addTo(map); }
    if (!on && shown.has(layer)) { shown.get(layer).remove(); shown.delete(layer); }
    const box = $("on-" + layer.order);
    if (box) box.checked = on;
    drawLegend(); remember();
  }
  const redraw = () => shown.forEach((view) => view.draw());

  function extent(layers) {
    let box = [Infinity, Infinity, -Infinity, -Infinity];
    for (const layer of layers) for (let i = 0; i < layer.boxes.length; i += 4) {
      if (layer.boxes[i] !== layer.boxes[i]) continue;
      box = [Math.min(box[0], layer.boxes[i]), Math.min(box[1], layer.boxes[i + 1]), Math.max(box[2], layer.boxes[i + 2]), Math.max(box[3], layer.boxes[i + 3])];
    }
    return box[0] <= box[2] ? box : [0, 0, 1, 1];
  }
  /* What the panel leaves of the map: it stands at the right, on a phone at the bottom. */
  function room() {
    const open = !$("side").classList.contains("folded"), wide = innerWidth > 700;
    return { paddingTopLeft: [10, 10], paddingBottomRight: [wide && open ? 330 : 10, !wide && open ? $("side").clientHeight + 10 : 10] };
  }
  function zoomTo(box) {
    const pad = Math.max(30, (box[2] - box[0]) * 0.05);
    map.fitBounds([[box[1] - pad, box[0] - pad], [box[3] + pad, box[2] + pad]], { animate: false, ...room() });
  }
  function choose(layer, row) {
    chosen = { layer, row };
    if (layer.kind !== "none") {
      show(layer, true);
      const box = layer.boxes.slice(row * 4, row * 4 + 4);
      if (box[0] === box[0]) zoomTo([...box]);
      redraw();
    }
    card(layer, row);
    remember();
  }

  /* ---- hover ---- */
  function hit(layer, x, y, reach) {
    for (let row = layer.shapes.length - 1; row >= 0; --row) {
      const b = row * 4, boxes = layer.boxes;
      if (!(boxes[b] <= x + reach && boxes[b + 2] >= x - reach && boxes[b + 1] <= y + reach && boxes[b + 3] >= y - reach)) continue;
      if (!colourOf(layer, row)) continue;
      if (layer.kind === "polygon" ? inside(layer.shapes[row], x, y) : near(layer.shapes[row], x, y, reach)) return row;
    }
    return -1;
  }
  function inside(shape, x, y) {
    let odd = false;
    for (const part of shape) for (const ring of part) {
      for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
        if ((ring[i + 1] > y) !== (ring[j + 1] > y) &&
            x < (ring[j] - ring[i]) * (y - ring[i + 1]) / (ring[j + 1] - ring[i + 1]) + ring[i]) odd = !odd;
      }
    }
    return odd;
  }
  function near(shape, x, y, reach) {
    for (const part of shape) for (const ring of part) {
      if (ring.length === 2 && Math.hypot(ring[0] - x, ring[1] - y) <= reach) return true;
      for (let i = 2; i < ring.length; i += 2) {
        const dx = ring[i] - ring[i - 2], dy = ring[i + 1] - ring[i - 1];
        const t = Math.max(0, Math.min(1, ((x - ring[i - 2]) * dx + (y - ring[i - 1]) * dy) / (dx * dx + dy * dy || 1)));
        if (Math.hypot(ring[i - 2] + t * dx - x, ring[i - 1] + t * dy - y) <= reach) return true;
      }
    }
    return false;
  }
  function at(point) {
    const place = map.containerPointToLatLng(point), reach = 6 / map.options.crs.scale(map.getZoom());
    for (const layer of [...drawable].reverse()) {
      if (!shown.has(layer)) continue;
      const row = hit(layer, place.lng, place.lat, reach);
      if (row >= 0) return { layer, row };
    }
    return null;
  }
  function card(layer, row) {
    const box = $("card");
    box.replaceChildren();
    make("b", rowName(layer, row), box).dir = "auto";
    make("div", layerName(layer.name), box);
    const table = make("table", undefined, box);
    let lines = 0;
    for (const { name, values } of layer.columns) {
      if (name === "code" || name === "name" || values[row] === null || values[row] === "" || ++lines > 14) continue;
      const line = make("tr", undefined, table);
      make("td", columnName(name, layer), line);
      make("td", tellIn(name, values[row]), line).dir = "auto";
    }
    box.hidden = false;
  }
  let waiting = false;
  map.on("mousemove", (event) => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      const found = at(event.containerPoint);
      if (found) card(found.layer, found.row); else if (chosen) card(chosen.layer, chosen.row); else $("card").hidden = true;
    });
  });
  map.on("click", (event) => {
    const found = at(event.containerPoint);
    chosen = found;
    if (found) card(found.layer, found.row); else $("card").hidden = true;
    redraw(); remember();
  });

  /* ---- side: figures, layers, colours, legend ---- */
  function drawFigures() {
    if (!data.figures.length) return;
    const box = make("details", undefined, $("figures"));
    box.open = true;
    make("summary", say("Key figures"), box);
    const list = make("dl", undefined, box);
    for (const figure of data.figures) {
      const cases = figure.cases.map(([key, value]) => typeof value !== "number" ? say(value) :
        key.endsWith("_m") ? `${value} m` : `${say(key)} ${tell(value)}`);
      make("dt", [say(figure.name), ...cases].join(" · "), list);
      const value = `${tell(figure.value)} ${figure.unit}`.trim();
      make("dd", figure.share === null ? value : `${(100 * figure.share).toFixed(2)} % (${value})`, list);
    }
  }
  function drawLayers() {
    make("h2", say("Layers"), $("layers"));
    for (const layer of [...data.layers].reverse()) {
      const line = make("div", undefined, $("layers"));
      line.className = "layer";
      const label = make("label", undefined, line);
      if (layer.kind !== "none") {
        const box = make("input", undefined, label);
        box.type = "checkbox"; box.id = "on-" + layer.order;
        box.addEventListener("change", () => show(layer, box.checked));
      }
      label.append(" " + layerName(layer.name) + ` (${layer.rows.toLocaleString("en")})`);
      const button = make("button", "▤", line);
      button.type = "button"; button.title = say("Table"); button.setAttribute("aria-label", say("Table") + ": " + layerName(layer.name));
      button.addEventListener("click", () => openTable(layer));
    }
  }
  const figuresOf = (layer) => layer.columns.filter((c) => c.values.some((v) => typeof v === "number")).map((c) => c.name);
  function drawColouring() {
    const zones = [...drawable].reverse().filter((layer) => layer.kind !== "line" && figuresOf(layer).length);
    if (!zones.length) return;
    make("h2", say("Colour by"), $("colouring"));
    const which = make("select", undefined, $("colouring")), figure = make("select", undefined, $("colouring"));
    which.setAttribute("aria-label", say("Layers")); figure.setAttribute("aria-label", say("Colour by"));
    make("option", "–", which).value = "";
    zones.forEach((layer) => { make("option", layerName(layer.name), which).value = layer.name; });
    const fill = () => {
      figure.replaceChildren();
      const layer = layerNamed(which.value);
      if (layer) figuresOf(layer).forEach((name) => { make("option", columnName(name, layer), figure).value = name; });
    };
    which.addEventListener("change", () => { fill(); if (which.value) colourBy(which.value, figure.value); else plain(); });
    figure.addEventListener("change", () => colourBy(which.value, figure.value));
    colouring = { which, figure, fill };
  }
  /* Every layer in the colours it came with. */
  function plain() {
    drawable.forEach((layer) => { if (layer.own) layer.style = layer.own; });
    redraw(); drawLegend(); remember();
  }
  function colourBy(name, figure) {
    const layer = layerNamed(name);
    if (!layer || !figure) return;
    plain();
    layer.own = layer.own || layer.style;
    layer.style = { ...layer.style, column: figure, classes: quantiles(layer, figure), values: null, chosen: true };
    show(layer, true);
    redraw(); drawLegend(); remember();
  }
  function drawLegend() {
    const box = $("legend");
    box.replaceChildren();
    make("h2", say("Legend"), box);
    for (const layer of [...drawable].reverse()) {
      if (!shown.has(layer)) continue;
      const style = layer.style;
      const rows = style.column ? style.classes.map((c) => [c[1], c[2]]) : [[style.colour, ""]];
      if (layer.shapes.some((_, row) => colourOf(layer, row) === noValue)) rows.push([noValue, "no value"]);
      make("div", layerName(layer.name) + (style.column ? `: ${columnName(style.column, layer)}` : ""), box);
      rows.forEach(([colour, label], k) => {
        const goes_on = k > 0 && label !== "" && rows[k - 1][1] === label;  // several colours of one meaning
        const line = goes_on ? box.lastElementChild : make("div", undefined, box);
        line.className = "class";
        const swatch = make("span");
        swatch.className = "swatch"; swatch.style.background = colour;
        if (goes_on) line.lastElementChild.before(swatch); else line.append(swatch);
        if (!goes_on) make("span", label ? classLabel(label) : layerName(layer.name), line);
      });
      if (style.chosen) make("small", say("Classes of equal count"), box);
    }
  }

  /* ---- search ---- */
  $("search").placeholder = say("Search by name or code");
  $("search").setAttribute("aria-label", say("Search by name or code"));
  $("search").addEventListener("input", () => {
    const wanted = $("search").value.trim().toLowerCase();
    $("found").replaceChildren();
    if (!wanted) return;
    let count = 0;
    for (const layer of data.layers) {
      const texts = ["code", "name"].map((name) => column(layer, name)).filter(Boolean);
      for (let row = 0; row < layer.rows && count < 20; ++row) {
        if (!texts.some((c) => typeof c.values[row] === "string" && c.values[row].toLowerCase().includes(wanted))) continue;
        ++count;
        const item = make("li", `${rowName(layer, row)} — ${layerName(layer.name)}`, $("found"));
        item.tabIndex = 0; item.dir = "auto";
        const go = () => choose(layer, row);
        item.addEventListener("click", go);
        item.addEventListener("keydown", (event) => { if (event.key === "Enter") go(); });
      }
    }
    if (!count) make("li", say("Nothing found"), $("found"));
  });

  /* ---- table ---- */
  let sheet = null;
  function openTable(layer) { sheet = { layer, by: null, down: false }; $("which").value = layer.name; $("table").hidden = false; drawTable(); }
  function drawTable() {
    const { layer, by, down } = sheet, wanted = $("filter").value.trim().toLowerCase(), most = 500;
    let rows = [...Array(layer.rows).keys()];
    if (wanted) rows = rows.filter((row) => layer.columns.some((c) => c.values[row] !== null && String(c.values[row]).toLowerCase().includes(wanted)));
    if (by !== null) {
      const values = layer.columns[by].values;
      rows.sort((a, b) => {
        if (values[a] === null || values[b] === null) return (values[a] === null) - (values[b] === null);
        return (values[a] < values[b] ? -1 : values[a] > values[b] ? 1 : 0) * (down ? -1 : 1);
      });
    }
    $("count").textContent = rows.length > most ? `${most} / ${rows.length.toLocaleString("en")}` : `${rows.length.toLocaleString("en")}`;
    const head = document.querySelector("#rows thead"), body = document.querySelector("#rows tbody");
    head.replaceChildren(); body.replaceChildren();
    const titles = make("tr", undefined, head);
    layer.columns.forEach((c, k) => {
      const cell = make("th", undefined, titles);
      cell.setAttribute("aria-sort", by === k ? (down ? "descending" : "ascending") : "none");
      const button = make("button", columnName(c.name, layer) + (by === k ? (down ? " ▾" : " ▴") : ""), cell);
      button.type = "button";
      button.addEventListener("click", () => {
        sheet.down = by === k ? !down : false; sheet.by = k; drawTable();
        document.querySelectorAll("#rows thead button")[k].focus();
      });
    });
    for (const row of rows.slice(0, most)) {
      const line = make("tr", undefined, body);
      line.tabIndex = 0;
      for (const c of layer.columns) {
        const cell = make("td", tellIn(c.name, c.values[row]), line);
        cell.dir = "auto";
        if (typeof c.values[row] === "number") cell.className = "number";
      }
      line.addEventListener("click", () => choose(layer, row));
      line.addEventListener("keydown", (event) => { if (event.key === "Enter") choose(layer, row); });
    }
  }
  data.layers.forEach((layer) => { make("option", layerName(layer.name), $("which")).value = layer.name; });
  $("which").addEventListener("change", () => openTable(layerNamed($("which").value)));
  $("filter").placeholder = say("Filter");
  $("filter").addEventListener("input", drawTable);
  $("close").addEventListener("click", () => { $("table").hidden = true; });

  /* ---- swipe: what stands before lies left of the line, what comes after right of it ---- */
  const there = (names) => names.map(layerNamed).filter((layer) => layer && layer.kind !== "none");
  const pairs = data.pairs.map(([before, after]) => [there(before), there(after)]).filter(([before, after]) => before.length && after.length);
  function clip() {
    const size = map.getSize();
    for (const [layer, view] of shown) {
      if (!swiping) { view.canvas.style.clipPath = ""; continue; }
      const left = swiping.before.includes(layer), right = swiping.after.includes(layer);
      view.canvas.style.clipPath = left === right ? "" : left ? `inset(0 ${size.x - swiping.x}px 0 0)` : `inset(0 0 0 ${swiping.x}px)`;
    }
    const line = $("swipe");
    line.hidden = !swiping;
    if (swiping) {
      line.style.left = swiping.x + "px";
      line.setAttribute("aria-valuenow", String(Math.round(100 * swiping.x / size.x)));
    }
  }
  function swipe(number, share) {
    const pair = pairs[number];
    const left = pair ? new Set([...pair[0], ...pair[1]]) : null;
    swiping = pair ? { number, before: pair[0], after: pair[1], x: map.getSize().x * share } : null;
    if (left) drawable.forEach((layer) => { if (left.has(layer)) show(layer, true); else if (layer.kind === "polygon") show(layer, false); });
    $("pair").value = pair ? String(number) : "";
    clip(); remember();
  }
  if (pairs.length) {
    make("h2", say("Before and after"), $("swiping"));
    const which = make("select", undefined, $("swiping"));
    which.id = "pair";
    which.setAttribute("aria-label", say("Before and after"));
    make("option", "–", which).value = "";
    pairs.forEach(([before, after], k) => { make("option", `${layerName(before[0].name)} | ${layerName(after[0].name)}`, which).value = String(k); });
    which.addEventListener("change", () => swipe(which.value === "" ? -1 : Number(which.value), 0.4));
    const moveTo = (x) => { swiping.x = Math.max(0, Math.min(map.getSize().x, x)); clip(); };
    const line = $("swipe");
    line.setAttribute("aria-label", say("Before and after"));
    line.addEventListener("pointerdown", (event) => { line.setPointerCapture(event.pointerId); });
    line.addEventListener("pointermove", (event) => { if (event.buttons && swiping) moveTo(event.clientX); });
    line.addEventListener("pointerup", () => remember());
    line.addEventListener("keydown", (event) => {
      if (!swiping || !["ArrowLeft", "ArrowRight"].includes(event.key)) return;
      event.preventDefault();
      moveTo(swiping.x + (event.key === "ArrowLeft" ? -20 : 20));
      remember();
    });
  }

  /* ---- the state of the view stands in the address ---- */
  let restoring = true;
  function remember() {
    if (restoring) return;
    const centre = map.getCenter();
    const parts = new URLSearchParams({ x: centre.lng.toFixed(1), y: centre.lat.toFixed(1), z: map.getZoom().toFixed(2),
      on: [...shown.keys()].map((layer) => layer.name).join("|") });
    const painted = drawable.find((layer) => layer.style.chosen);
    if (painted) parts.set("by", painted.name + "|" + painted.style.column);
    if (swiping) parts.set("swipe", swiping.number + "|" + (swiping.x / map.getSize().x).toFixed(3));
    if (chosen) parts.set("at", chosen.layer.name + "|" + chosen.row);
    history.replaceState(null, "", "#" + parts);
  }
  function restore() {
    const state = new URLSearchParams(location.hash.slice(1));
    if (!state.has("z")) return false;
    const [x, y, z] = ["x", "y", "z"].map((key) => Number(state.get(key)));
    if (![x, y, z].every(Number.isFinite)) return false;
    map.setView([y, x], z, { animate: false });
    const on = (state.get("on") || "").split("|");
    drawable.forEach((layer) => show(layer, on.includes(layer.name)));
    const [name, figure] = (state.get("by") || "").split("|");
    if (layerNamed(name) && figure && column(layerNamed(name), figure)) {
      if (colouring) { colouring.which.value = name; colouring.fill(); colouring.figure.value = figure; }
      colourBy(name, figure);
    }
    const [number, share] = (state.get("swipe") || "").split("|").map(Number);
    if (pairs[number] && share >= 0 && share <= 1) {
      swipe(number, share);
      drawable.forEach((layer) => show(layer, on.includes(layer.name)));
    }
    const [place, row] = (state.get("at") || "").split("|");
    if (layerNamed(place) && Number(row) >= 0 && Number(row) < layerNamed(place).rows) {
      chosen = { layer: layerNamed(place), row: Math.floor(Number(row)) };
      card(chosen.layer, chosen.row); redraw();
    }
    return true;
  }

  /* ---- begin ---- */
  $("name").textContent = data.study;
  $("note").textContent = data.left_out.length ? `${say("Too many features for a page; left out")}: ${data.left_out.map(layerName).join(", ")}` : "";
  $("notice").textContent = `lastmeter ${data.version} · Leaflet (BSD-2-Clause)`;
  $("menu").setAttribute("aria-label", say("Layers"));
  $("menu").addEventListener("click", () => {
    const folded = $("side").classList.toggle("folded");
    $("menu").setAttribute("aria-expanded", String(!folded));
    $("table").style.right = folded ? "0" : "";
  });
  if (innerWidth <= 700) $("menu").click();
  drawFigures(); drawLayers(); drawColouring();
  zoomTo(extent(drawable.filter((layer) => layer.on).length ? drawable.filter((layer) => layer.on) : drawable));
  if (!restore()) drawable.forEach((layer) => { if (layer.on) show(layer, true); });
  restoring = false;
  drawLegend();
  map.on("moveend", remember);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { $("table").hidden = true; $("card").hidden = true; chosen = null; redraw(); remember(); }
    if (event.key === "/" && document.activeElement.tagName !== "INPUT") { event.preventDefault(); $("search").focus(); }
  });
  document.documentElement.dataset.ready = "yes";
})().catch((error) => {
  document.getElementById("note").textContent = String(error);
  document.documentElement.dataset.ready = "failed";
});
