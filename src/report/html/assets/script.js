// The page reads without this: search, filters, keys and the theme only.
(() => {
  "use strict";
  const $ = (id) => document.getElementById(id);
  const form = $("filter"), shown = $("shown"), theme = $("theme"), keys = $("keys"), folds = [$("others"), $("lines")];
  const grades = ["minor", "moderate", "major", "critical"];
  const items = [...document.querySelectorAll(".item")].map((node) => ({
    node,
    event: node.matches(".event, .lines > .item"),
    verdicts: node.dataset.verdicts.split(" ").filter(Boolean).map((t) => t.split(":")),
    outlets: node.dataset.outlets.toLowerCase(),
    places: node.dataset.places.toLowerCase(),
    from: node.dataset.from,
    to: node.dataset.to,
  }));
  const events = items.filter((item) => item.event).length;
  const names = ["text", "verdict", "severity", "outlet", "place", "from", "to"].filter((name) => form.elements[name]);
  const wanted = () => {
    const asked = {};
    for (const name of names) asked[name] = form.elements[name].value.trim();
    return asked;
  };
  // Every word must be somewhere in a part; parts are read when they are first searched.
  const holds = (item, text) => {
    item.text ??= `${item.node.textContent} ${item.outlets} ${item.node.id}`.toLowerCase();
    return text.toLowerCase().split(/\s+/).every((word) => item.text.includes(word));
  };
  const fits = (item, asked) => {
    if (asked.verdict || asked.severity) {
      const least = grades.indexOf(asked.severity);
      const met = item.verdicts.some(([verdict, severity]) =>
        (!asked.verdict || verdict === asked.verdict) && grades.indexOf(severity) >= least);
      if (!met) return false;
    }
    if (asked.outlet && !item.outlets.includes(asked.outlet.toLowerCase())) return false;
    if (asked.place && !item.places.includes(asked.place.toLowerCase())) return false;
    if (asked.from || asked.to) {
      if (!item.from && !item.to) return false;
      if (asked.from && item.to && item.to < asked.from) return false;
      if (asked.to && item.from && item.from > asked.to) return false;
    }
    return !asked.text || holds(item, asked.text);
  };
  const apply = (remember) => {
    const asked = wanted();
    let count = 0;
    for (const item of items) {
      const fit = fits(item, asked);
      if (item.node.hidden === fit) item.node.hidden = !fit;
      if (fit && item.event) count += 1;
    }
    const all = names.every((name) => !asked[name]);
    if (names.length) shown.textContent = all ? `All ${events} events are shown.` : `${count} of ${events} events are shown.`;
    if (!all) for (const fold of folds) if (fold) fold.open = true;
    document.body.classList.toggle("filtered", !all);
    if (remember) {
      const state = new URLSearchParams(Object.entries(asked).filter(([, value]) => value));
      history.replaceState(null, "", all ? "#" : `#filter:${state}`);
    }
  };
  // What is folded is opened for whoever goes there.
  const open = (node) => {
    for (let fold = node.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  };
  const go = (node, block = "start") => {
    open(node);
    node.scrollIntoView({ block });
    const item = node.closest(".item");
    const stop = item && (item.matches("details") ? item.querySelector("summary") : item);
    if (stop) stop.focus({ preventScroll: true });
  };
  // A permalink shows its target whatever was filtered; a filter's link sets the filter.
  const follow = () => {
    const hash = location.hash.slice(1);
    if (hash.startsWith("filter:")) {
      const state = new URLSearchParams(hash.slice(7));
      for (const name of names) form.elements[name].value = state.get(name) || "";
      apply(false);
      return;
    }
    const target = hash && $(hash);
    if (!target) return;
    if (target.closest(".item[hidden]")) {
      for (const name of names) form.elements[name].value = "";
      apply(false);
    }
    go(target, target.matches(".item, section") ? "start" : "center");
  };
  const step = (by) => {
    const visible = items.filter((item) => item.node.checkVisibility()).map((item) => item.node);
    const here = document.activeElement && document.activeElement.closest(".item");
    const at = visible.indexOf(here);
    const next = visible[at < 0 ? (by > 0 ? 0 : visible.length - 1) : at + by];
    if (!next) return;
    next.scrollIntoView({ block: "start" });
    (next.matches("details") ? next.querySelector("summary") : next).focus({ preventScroll: true });
  };
  const themes = ["system", "light", "dark"];
  const paint = (name) => {
    if (name === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = name;
    theme.textContent = `Theme: ${name}`;
  };
  const kept = () => { try { return localStorage.getItem("rashomon-theme"); } catch { return null; } };
  const keep = (name) => { try { localStorage.setItem("rashomon-theme", name); } catch { /* private window */ } };
  const turn = () => {
    const now = document.documentElement.dataset.theme || "system";
    const next = themes[(themes.indexOf(now) + 1) % themes.length];
    paint(next);
    keep(next);
  };
  theme.addEventListener("click", turn);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", (event) => { if (names.includes(event.target.name)) apply(true); });
  form.addEventListener("reset", () => setTimeout(() => apply(true), 0));
  addEventListener("hashchange", follow);
  addEventListener("keydown", (event) => {
    const typing = event.target.closest("input:not([type=checkbox]), select, textarea");
    if (event.key === "Escape" && typing) return event.target.blur();
    if ((keys && !keys.checked) || typing || event.ctrlKey || event.altKey || event.metaKey) return;
    const deed = {
      j: () => step(1),
      k: () => step(-1),
      t: turn,
      "/": () => form.elements.text && form.elements.text.focus(),
    }[event.key];
    if (deed) { event.preventDefault(); deed(); }
  });
  const before = kept();
  if (themes.includes(before)) paint(before);
  form.hidden = false;
  apply(false);
  follow();
})();
