"use strict";
(() => {
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  for (const tools of all(".tools")) tools.hidden = false;

  // Tables: filter by words, sort by a column.
  for (const part of all(".table-part")) {
    const body = part.querySelector("tbody");
    const rows = [...body.rows];
    const field = part.querySelector(".filter");
    const shown = part.querySelector(".shown");
    let texts = null;

    const filter = () => {
      // Read once, at the first filter: pages with thousands of rows should open at once.
      texts = texts || rows.map((row) => row.textContent.toLowerCase());
      const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
      let count = 0;
      rows.forEach((row, index) => {
        row.hidden = !words.every((word) => texts[index].includes(word));
        if (!row.hidden) count += 1;
      });
      shown.textContent = words.length === 0 ? ""
        : shown.dataset.text.replace("{1}", count).replace("{2}", rows.length);
    };
    let waiting = 0;
    field.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(filter, 120);
    });

    const table = part.querySelector("table");
    const heads = [...table.tHead.rows[0].cells];
    const order = new Map(rows.map((row, index) => [row, index]));
    const compare = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      button.title = table.dataset.sort.replace("{1}", head.textContent);
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const sign = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
        for (const other of heads) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", sign === 1 ? "ascending" : "descending");
        const isFigure = head.classList.contains("n");
        const keys = new Map(rows.map((row) => {
          const text = row.cells[column].textContent;
          return [row, isFigure ? parseFloat(text.replaceAll(",", "")) || 0 : text];
        }));
        const sorted = [...rows].sort((left, right) => {
          const [a, b] = [keys.get(left), keys.get(right)];
          return sign * (isFigure ? a - b : compare(a, b)) || order.get(left) - order.get(right);
        });
        body.append(...sorted);
      });
    });
  }

  // A link to a part opens it.
  const openTarget = () => {
    const target = location.hash.length > 1
      && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.tagName === "DETAILS") target.open = true;
  };
  addEventListener("hashchange", openTarget);
  openTarget();

  // The map: pan and zoom by changing what part of it is seen.
  const map = document.getElementById("map");
  const full = map.viewBox.baseVal;
  const home = { x: full.x, y: full.y, width: full.width, height: full.height };
  let view = { ...home };
  const show = (next) => {
    const width = Math.min(home.width, Math.max(home.width / 60, next.width));
    const height = width * home.height / home.width;
    const clamp = (low, value, high) => Math.min(Math.max(low, value), high);
    view = {
      x: clamp(home.x, next.x, home.x + home.width - width),
      y: clamp(home.y, next.y, home.y + home.height - height),
      width,
      height,
    };
    map.setAttribute("viewBox", `${view.x} ${view.y} ${view.width} ${view.height}`);
    // Marks keep their size on the screen.
    map.style.setProperty("--shrink", String(view.width / home.width));
    map.classList.toggle("near", view.width < home.width);
  };
  const zoom = (factor, x = view.x + view.width / 2, y = view.y + view.height / 2) => {
    const width = Math.min(home.width, Math.max(home.width / 60, view.width / factor));
    const scale = width / view.width;
    show({ x: x - (x - view.x) * scale, y: y - (y - view.y) * scale, width });
  };
  const pan = (x, y) => show({ x: view.x + x, y: view.y + y, width: view.width });
  const place = (event) => {
    const box = map.getBoundingClientRect();
    return {
      x: view.x + (event.clientX - box.left) / box.width * view.width,
      y: view.y + (event.clientY - box.top) / box.height * view.height,
    };
  };
  document.getElementById("zoom-in").addEventListener("click", () => zoom(1.6));
  document.getElementById("zoom-out").addEventListener("click", () => zoom(1 / 1.6));
  document.getElementById("zoom-reset").addEventListener("click", () => show(home));
  map.addEventListener("wheel", (event) => {
    // Without a key the wheel scrolls the page, as everywhere else.
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const { x, y } = place(event);
    zoom(event.deltaY < 0 ? 1.25 : 0.8, x, y);
  }, { passive: false });
  map.addEventListener("dblclick", (event) => {
    const { x, y } = place(event);
    zoom(2, x, y);
  });
  const fingers = new Map();
  map.addEventListener("pointerdown", (event) => {
    map.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  });
  map.addEventListener("pointermove", (event) => {
    const last = fingers.get(event.pointerId);
    if (!last) return;
    const box = map.getBoundingClientRect();
    const others = [...fingers].filter(([id]) => id !== event.pointerId);
    if (others.length === 0) {
      pan((last.x - event.clientX) / box.width * view.width,
        (last.y - event.clientY) / box.height * view.height);
    } else {
      const other = others[0][1];
      const before = Math.hypot(last.x - other.x, last.y - other.y);
      const after = Math.hypot(event.clientX - other.x, event.clientY - other.y);
      const { x, y } = place({
        clientX: (event.clientX + other.x) / 2, clientY: (event.clientY + other.y) / 2,
      });
      if (before > 0) zoom(after / before, x, y);
    }
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  });
  for (const name of ["pointerup", "pointercancel"]) {
    map.addEventListener(name, (event) => fingers.delete(event.pointerId));
  }
  map.parentElement.addEventListener("keydown", (event) => {
    const step = view.width / 8;
    const moves = {
      ArrowLeft: () => pan(-step, 0), ArrowRight: () => pan(step, 0),
      ArrowUp: () => pan(0, -step), ArrowDown: () => pan(0, step),
      "+": () => zoom(1.6), "=": () => zoom(1.6), "-": () => zoom(1 / 1.6), 0: () => show(home),
    };
    if (event.ctrlKey || event.metaKey || event.altKey || !moves[event.key]) return;
    event.preventDefault();
    moves[event.key]();
  });
  map.classList.add("live");

  // A team that is picked: its routes on the map, its rows in the charts.
  const picker = document.getElementById("team");
  const pick = (team) => {
    for (const route of all(".route", map)) {
      route.classList.toggle("on", route.id === `route-${team}`);
    }
    for (const row of all(".row[data-t]")) row.classList.toggle("on", row.dataset.t === team);
    for (const chart of all(".chart.map, .gantt")) chart.classList.toggle("picked", team !== "");
    if (picker) picker.value = team;
    const route = document.getElementById(`route-${team}`);
    if (!route) return show(home);
    const box = route.getBBox();
    const width = Math.max(box.width, box.height * home.width / home.height) * 1.15;
    show({
      x: box.x + box.width / 2 - width / 2,
      y: box.y + box.height / 2 - width * home.height / home.width / 2,
      width,
    });
  };
  if (picker) {
    picker.addEventListener("change", () => pick(picker.value));
    for (const link of all("a[data-pick]")) {
      link.addEventListener("click", (event) => {
        event.preventDefault();
        pick(link.dataset.pick);
        document.getElementById("map-part").scrollIntoView();
        picker.focus({ preventScroll: true });
      });
    }
  }
})();
