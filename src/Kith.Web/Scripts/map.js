// Makes the picture of a map one that can be moved about: the same nodes and links, in the places that the server gave them.
// Without this file the drawn picture and the list are there. A slider beside the day shows the map as it was.
const figure = document.querySelector("[data-kith-map]");
const day = document.querySelector("[data-kith-map-day]");
let picture;

const shapes = { Child: "ellipse", Associate: "ellipse", AdultOfConcern: "diamond", Place: "rectangle", Vehicle: "round-rectangle", Phone: "triangle", Account: "hexagon" };
const dashes = { firm: [], fair: [7, 3], doubtful: [2, 4] };
const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;

const parts = () => ["Day", "Month", "Year"].map((part) => document.querySelector(`[name="On.${part}"]`));
const written = () => {
  const [d, m, y] = parts().map((field) => parseInt(field?.value, 10));
  return d && m && y ? `${String(y).padStart(4, "0")}-${String(m).padStart(2, "0")}-${String(d).padStart(2, "0")}` : "";
};

// Links that did not hold on the day are pale; those without dates count as held.
function asOn(on) {
  if (!picture) return;
  picture.batch(() => {
    picture.edges().forEach((edge) => {
      const { since, until } = edge.data();
      edge.toggleClass("away", Boolean(on) && ((since && since > on) || (until && until < on)));
    });
  });
}

async function draw() {
  const reply = await fetch(figure.dataset.kithMap, { headers: { Accept: "application/json" } });
  if (!reply.ok) return;
  const map = await reply.json();
  if (map.nodes.length === 0) return;
  // The library would add a sheet of its own, which the content policy forbids; ours has its rule.
  if (!document.getElementById("__________cytoscape_stylesheet")) {
    const mark = document.createElement("meta");
    mark.id = "__________cytoscape_stylesheet";
    document.head.append(mark);
  }
  const { default: cytoscape } = await import("./cytoscape.esm.min.js");
  const sheet = figure.querySelector(".kith-map__sheet");
  const stage = document.createElement("div");
  stage.className = "kith-map__stage __________cytoscape_container";
  stage.setAttribute("role", "img");
  stage.setAttribute("aria-label", sheet.querySelector("svg")?.getAttribute("aria-label") ?? "Picture of the map");
  sheet.prepend(stage);
  sheet.classList.add("kith-map__sheet--moving");
  picture = cytoscape({
    container: stage,
    elements: [
      ...map.nodes.map((n) => ({ data: { id: n.id, name: n.name, kind: n.kind }, position: { x: n.x, y: n.y }, classes: n.path ? "path" : "" })),
      ...map.links.map((l) => ({ data: { id: l.id, source: l.from, target: l.to, how: l.how, sure: l.sure, since: l.since, until: l.until }, classes: `${l.path ? "path " : ""}${l.until ? "over" : ""}` })),
    ],
    layout: { name: "preset" },
    autoungrabify: false,
    style: [
      { selector: "node", style: { shape: (n) => shapes[n.data("kind")] ?? "ellipse", width: (n) => (n.data("kind") === "Associate" ? 18 : 26), height: (n) => (n.data("kind") === "Vehicle" ? 16 : n.data("kind") === "Associate" ? 18 : 26), "background-color": "#ffffff", "border-width": 2, "border-color": "#0b0c0c", label: "data(name)", "font-family": "arial, sans-serif", "font-size": 14, color: "#0b0c0c", "text-valign": "bottom", "text-margin-y": 4, "text-max-width": 130, "text-wrap": "ellipsis", "text-background-color": "#ffffff", "text-background-opacity": 0.8 } },
      { selector: "node.path", style: { "border-width": 5 } },
      { selector: "node:selected", style: { "background-color": "#ffdd00" } },
      { selector: "edge", style: { width: 1.5, "line-color": "#505a5f", "line-style": (e) => (e.data("sure") === "firm" ? "solid" : "dashed"), "line-dash-pattern": (e) => (dashes[e.data("sure")]?.length ? dashes[e.data("sure")] : [1, 0]), "curve-style": "haystack" } },
      { selector: "edge.over", style: { "line-color": "#b1b4b6" } },
      { selector: "edge.away", style: { opacity: 0.08 } },
      { selector: "edge.path", style: { width: 4, "line-color": "#0b0c0c" } },
    ],
  });
  picture.fit(undefined, 30);
  picture.on("dbltap", "node", (event) => window.location.assign(figure.dataset.kithMapNode + event.target.id()));
  // Whoever is chosen in the picture: what they are linked to stands out.
  picture.on("select", "node", (event) => {
    const near = event.target.closedNeighborhood();
    picture.elements().not(near).style("opacity", 0.25);
  });
  picture.on("unselect", "node", () => picture.elements().removeStyle("opacity"));
  sheet.addEventListener("keydown", (event) => {
    const step = 60;
    const moves = { ArrowLeft: [step, 0], ArrowRight: [-step, 0], ArrowUp: [0, step], ArrowDown: [0, -step] };
    if (moves[event.key]) {
      event.preventDefault();
      picture.panBy({ x: moves[event.key][0], y: moves[event.key][1] });
    } else if (event.key === "+" || event.key === "=" || event.key === "-") {
      event.preventDefault();
      picture.zoom({ level: picture.zoom() * (event.key === "-" ? 0.8 : 1.25), renderedPosition: { x: stage.clientWidth / 2, y: stage.clientHeight / 2 } });
    } else if (event.key === "0") {
      if (still) picture.fit(undefined, 30);
      else picture.animate({ fit: { padding: 30 }, duration: 200 });
    }
  });
  asOn(written());
}

if (day) {
  const [from, to] = [Date.parse(day.dataset.from), Date.parse(day.dataset.to)];
  const days = Math.round((to - from) / 86400000);
  if (days > 1) {
    const label = document.createElement("label");
    label.className = "govuk-label kith-map__slider";
    label.textContent = "Slide through time";
    const slider = document.createElement("input");
    Object.assign(slider, { type: "range", min: "0", max: String(days), step: "1" });
    slider.value = String(written() ? Math.round((Date.parse(written()) - from) / 86400000) : days);
    const say = () => {
      const on = new Date(from + Number(slider.value) * 86400000);
      slider.setAttribute("aria-valuetext", on.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }));
      return on;
    };
    say();
    slider.addEventListener("input", () => {
      const on = say();
      const values = [on.getUTCDate(), on.getUTCMonth() + 1, on.getUTCFullYear()];
      parts().forEach((field, i) => field && (field.value = String(values[i])));
      asOn(on.toISOString().slice(0, 10));
    });
    // Once it rests, the list says the same.
    slider.addEventListener("change", () => day.closest("form").requestSubmit());
    label.append(slider);
    day.append(label);
  }
}

if (figure) draw();
