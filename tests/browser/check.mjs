// Opens a page in a real browser and says everything that is wrong with it.
//
//   node check.mjs PAGE.html FOLDER [large | story]
//
// FOLDER takes screenshots and the printed page. Prints one fault a line; exits 1 where there is
// one. `large`: only what a large page must show, with the times that it took. `story`: a page of one
// event, which has no filter and must print on three pages.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const [page_file, folder, sort] = process.argv.slice(2);
const [large, story] = [sort === "large", sort === "story"];
const url = pathToFileURL(resolve(page_file)).href;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const faults = [];
const hold = (ok, fault) => { if (!ok) faults.push(fault); };

const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking"],
  protocolTimeout: 240_000,
});

async function open(options = {}) {
  const page = await browser.newPage();
  if (options.noScript) await page.setJavaScriptEnabled(false);
  await page.setViewport({ width: options.width || 1280, height: 900 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: options.scheme || "light" }]);
  page.on("console", (message) => faults.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => { faults.push(`a dialog opened: ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith("data:")) faults.push(`request: ${request.url().slice(0, 100)}`);
  });
  await page.goto(url + (options.hash || ""), { waitUntil: "load" });
  return page;
}

const shown = (page) => page.$$eval(".event, .lines > .item", (all) => all.filter((e) => !e.hidden).length);
const status = (page) => page.$eval("#shown", (e) => e.textContent);
const words = (text) => text.normalize("NFKC").split(/[^\p{L}\p{N}]+/u).filter(Boolean);

async function overflow(page, name) {
  const wide = await page.evaluate(() => {
    const limit = document.documentElement.clientWidth;
    const all = [...document.querySelectorAll("body *")].filter((e) => {
      const box = e.getBoundingClientRect();
      return e.checkVisibility() && box.width > 0 && (box.right > limit + 1) && !e.matches(".skip");
    });
    const clipped = [...document.querySelectorAll("td, th, dd, li, p, h3, h4, figure")].filter((e) => e.checkVisibility() && e.scrollWidth > e.clientWidth + 2 && getComputedStyle(e).display !== "inline" && !e.closest(".stack thead, .matrix thead"));
    // A column in which letters stand below each other can be read by nobody.
    const crushed = [...document.querySelectorAll("td, th")].filter((e) => e.checkVisibility() && !e.closest(".stack thead, .matrix thead") && e.clientWidth < 32 && e.innerText.trim().length > 3);
    return {
      crushed: crushed.slice(0, 3).map((e) => e.outerHTML.slice(0, 120)),
      page: document.documentElement.scrollWidth - limit,
      all: all.filter((e) => !e.closest(".stack thead, .matrix thead, .map svg")).slice(0, 3).map((e) => e.outerHTML.slice(0, 120)),
      clipped: clipped.slice(0, 3).map((e) => e.outerHTML.slice(0, 120)),
    };
  });
  hold(wide.page <= 0, `${name}: the page is ${wide.page} px too wide`);
  wide.all.forEach((e) => faults.push(`${name}: runs out of the page: ${e}`));
  wide.crushed.forEach((e) => faults.push(`${name}: too narrow to be read: ${e}`));
  wide.clipped.forEach((e) => faults.push(`${name}: wider than its place: ${e}`));
}

// Everything at once, whatever is folded or out of sight.
async function unfold(page) {
  await page.evaluate(() => {
    document.querySelectorAll(".event, .history, .lines").forEach((e) => { e.style.contentVisibility = "visible"; });
    document.querySelectorAll("details").forEach((e) => { e.open = true; });
  });
}

// No word that fits a line is broken, outside tables and codes.
async function unbroken(page, name) {
  const broken = await page.evaluate(() => {
    const found = [];
    const walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    for (let read = 0; walk.nextNode() && read < 4000; ) {
      const node = walk.currentNode;
      if (!node.parentElement.checkVisibility() || node.parentElement.closest("table, code, .link, svg, datalist")) continue;
      for (const { 0: word, index } of node.data.matchAll(/(?<!\S)[\p{L}\p{N}]{2,16}(?!\S)/gu)) {
        read += 1;
        range.setStart(node, index);
        range.setEnd(node, index + word.length);
        const tops = new Set([...range.getClientRects()].map((r) => Math.round(r.top)));
        if (tops.size > 1 && Math.max(...tops) - Math.min(...tops) > 8) found.push(word);
      }
    }
    return found;
  });
  hold(broken.length === 0, `${name}: words are broken: ${broken.slice(0, 5)}`);
}

async function accessible(page, name) {
  await unfold(page);
  // Through the debugger, which the page's policy on scripts does not bind.
  await page.evaluate(axe);
  const result = await page.evaluate(() => axe.run(document, {
    runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"] },
    resultTypes: ["violations"],
  }));
  for (const violation of result.violations)
    for (const node of violation.nodes.slice(0, 3))
      faults.push(`${name}: ${violation.id}: ${node.html.slice(0, 160)}: ${node.failureSummary.replace(/\s+/g, " ")}`);
}

async function looks() {
  for (const [width, scheme] of [[320, "light"], [320, "dark"], [1280, "light"], [1280, "dark"]]) {
    const page = await open({ width, scheme });
    const name = `${width}-${scheme}`;
    await overflow(page, name);
    await page.screenshot({ path: join(folder, `${name}.png`) });
    await unfold(page);
    await overflow(page, `${name}, unfolded`);
    await unbroken(page, name);
    await accessible(page, name);
    await page.close();
  }
}

async function first_screen() {
  const page = await open({ width: 360 });
  const foot = await page.$eval(".story .answer li, .brief", (e) => e.getBoundingClientRect().bottom);
  hold(foot < 740, `at 360 px the first answer ends at ${foot} px`);
  const order = await page.evaluate(() => [...document.querySelectorAll("#stories, #filter, #events")].map((e) => e.id).join(" "));
  hold(order === "stories filter events", `the parts stand in the order ${order}`);
  await page.close();
}

async function filters() {
  const page = await open();
  const all = await shown(page);
  hold((await status(page)) === `All ${all} events are shown.`, `the status says: ${await status(page)}`);
  await page.select("select[name=verdict]", "contradiction");
  const expected = await page.$$eval(".event, .lines > .item", (list) => list.filter((e) => e.dataset.verdicts.includes("contradiction:")).length);
  hold((await shown(page)) === expected && expected < all, `by verdict: ${await shown(page)} shown of ${expected}`);
  hold((await status(page)) === `${expected} of ${all} events are shown.`, `the status says: ${await status(page)}`);
  hold(page.url().includes("#filter:verdict=contradiction"), "a filter has no link of its own");
  await page.click("button[type=reset]");
  await page.waitForFunction((n) => [...document.querySelectorAll(".event, .lines > .item")].filter((e) => !e.hidden).length === n, { timeout: 60_000 }, all);
  const facet = async (field, key) => {
    const value = await page.$eval(".event", (e, key) => e.dataset[key].split("\u00b6")[0], key);
    const wanted = await page.$$eval(".event, .lines > .item", (list, key, value) => list.filter((e) => e.dataset[key].toLowerCase().includes(value.toLowerCase())).length, key, value);
    await page.type(`input[name=${field}]`, value);
    hold((await shown(page)) === wanted, `by ${field}: ${await shown(page)} shown, not ${wanted}`);
    await page.$eval(`input[name=${field}]`, (e) => { e.value = ""; e.dispatchEvent(new Event("input", { bubbles: true })); });
  };
  await facet("outlet", "outlets");
  await facet("place", "places");
  const day = await page.$$eval(".event", (list) => list.map((e) => e.dataset.from).filter(Boolean).sort()[0]);
  await page.$eval("input[name=to]", (e, day) => { e.value = day; e.dispatchEvent(new Event("input", { bubbles: true })); }, day);
  const before = await shown(page);
  hold(before > 0 && before < all, `by date: ${before} of ${all} shown`);
  await page.type("input[name=text]", "no such word");
  hold((await shown(page)) === 0, "what is nowhere is found");
  await page.$eval("input[name=text]", (e) => { e.value = ""; e.dispatchEvent(new Event("input", { bubbles: true })); });
  await page.select("select[name=severity]", "critical");
  const grave = await page.$$eval(".item:not([hidden])", (list) => list.every((e) => e.dataset.verdicts.includes(":critical")));
  hold(grave, "by severity: something less grave is shown");
  await page.close();
  const linked = await open({ hash: "#filter:verdict=contradiction" });
  hold((await shown(linked)) === expected, "a filter's link does not filter");
  // A name may hold what has a meaning in a link.
  const odd = 'A&B=C +%41#"';
  await linked.$eval("input[name=outlet]", (e, odd) => { e.value = odd; e.dispatchEvent(new Event("input", { bubbles: true })); }, odd);
  const link = linked.url().slice(linked.url().indexOf("#"));
  await linked.close();
  const again = await open({ hash: link });
  hold((await again.$eval("input[name=outlet]", (e) => e.value)) === odd, `a filter's link loses its name: ${link}`);
  await again.close();
  // What is no link of ours changes nothing, and is no error.
  const broken = await open({ hash: "#%E0%A4%A" });
  hold((await shown(broken)) === all, "a broken link hides something");
  await broken.close();
}

async function permalinks() {
  const page = await open({ hash: "#filter:place=no-such-place" });
  hold((await shown(page)) === 0, "a place that is nowhere is found");
  const targets = await page.evaluate(() => [".event:last-of-type, .lines > .item", ".topic", ".topic [id]"].map((one) => document.querySelector(one).id));
  for (const id of targets) {
    await page.evaluate((id) => { location.hash = id; }, id);
    await page.waitForFunction((id) => document.activeElement?.closest(".item")?.contains(document.getElementById(id)), { timeout: 60_000 }, id);
    const seen = await page.waitForFunction((id) => { const r = document.getElementById(id).getBoundingClientRect(); return r.bottom > -1 && r.top < innerHeight; }, { timeout: 60_000 }, id).catch(() => null);
    hold(seen, `${id} is linked to and not seen`);
  }
  const broken = await page.$$eval('a[href^="#"]', (list) => list.map((a) => decodeURIComponent(a.hash.slice(1))).filter((id) => !document.getElementById(id)));
  hold(broken.length === 0, `links lead nowhere: ${broken.slice(0, 3)}`);
  const twice = await page.$$eval("[id]", (list) => list.map((e) => e.id).filter((id, at, all) => all.indexOf(id) !== at));
  hold(twice.length === 0, `ids are there twice: ${twice.slice(0, 3)}`);
  await page.close();
}

async function keyboard() {
  const page = await open();
  await page.keyboard.press("Tab");
  hold(await page.evaluate(() => document.activeElement.matches(".skip")), "Tab does not begin at the link past the head");
  await page.keyboard.press("Enter");
  await page.keyboard.press("j");
  const first = await page.evaluate(() => [...document.querySelectorAll(".item")].indexOf(document.activeElement));
  await page.keyboard.press("j");
  const second = await page.evaluate(() => [...document.querySelectorAll(".item")].indexOf(document.activeElement));
  await page.keyboard.press("k");
  const back = await page.evaluate(() => [...document.querySelectorAll(".item")].indexOf(document.activeElement));
  hold(first === 0 && second === 1 && back === 0, `j, j, k go to ${first}, ${second}, ${back}`);
  await page.keyboard.press("/");
  hold(await page.evaluate(() => document.activeElement.name === "text"), "/ does not go to the search");
  const stops = new Set();
  for (let n = 0; n < 30; n += 1) {
    await page.keyboard.press("Tab");
    stops.add(await page.evaluate(() => document.activeElement.name || document.activeElement.id || document.activeElement.textContent));
  }
  for (const stop of ["verdict", "severity", "outlet", "place", "from", "to", "theme", "keys"]) hold(stops.has(stop), `Tab does not reach ${stop}`);
  await page.$eval("#keys", (e) => { e.checked = false; });
  await page.evaluate(() => document.querySelector("main").focus());
  await page.keyboard.press("j");
  hold(await page.evaluate(() => document.activeElement.matches("main")), "shortcuts cannot be turned off");
  await page.close();
}

async function theme() {
  const page = await open();
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const day = await paper();
  await page.click("#theme");
  await page.click("#theme");
  const night = await paper();
  hold(day === "rgb(255, 255, 255)" && night !== day, `the theme goes from ${day} to ${night}`);
  hold((await page.$eval("#theme", (e) => e.textContent)) === "Theme: dark", "the button does not say which theme");
  await page.close();
}

async function without_script() {
  const page = await open({ noScript: true });
  // The debugger still sees the page; the page itself runs nothing.
  const seen = await page.evaluate(() => ({
    filter: document.getElementById("filter").checkVisibility(),
    hidden: [...document.querySelectorAll("main *")].filter((e) => !e.closest("details, .matrix, .stack, .folded, #filter") && e.tagName !== "DATALIST" && e.textContent.trim() && !e.checkVisibility() && !e.closest("script")).length,
    closed: [...document.querySelectorAll("details")].every((d) => d.parentElement.closest("details") || d.querySelector("summary").checkVisibility()),
  })).catch(() => null);
  if (seen) {
    hold(!seen.filter, "without scripts there is a filter that does nothing");
    hold(seen.hidden === 0, `without scripts ${seen.hidden} parts are hidden`);
    hold(seen.closed, "without scripts a part cannot be opened");
  } else faults.push("without scripts nothing could be read");
  await page.screenshot({ path: join(folder, "no-script.png") });
  await page.close();
}

async function printed() {
  const page = await open({ noScript: true });
  const file = join(folder, "page.pdf");
  await page.pdf({ path: file, format: "A4", printBackground: false, timeout: 120_000 });
  // The words of the markup that are meant to be printed: not the filter, links within the page, what is
  // folded or read out only, what repeats a column's head for narrow screens, nor the letters of
  // drawings, which are cut.
  const text = await page.evaluate(() => {
    const copy = document.body.cloneNode(true);
    copy.querySelectorAll("script, #filter, nav, .skip, .who, .aloud, .link, details:not([open]), svg").forEach((e) => e.remove());
    const links = [...copy.querySelectorAll("a.out")].map((a) => a.getAttribute("href"));
    return [...copy.querySelectorAll("*")].flatMap((e) => [...e.childNodes]).filter((n) => n.nodeType === 3).map((n) => n.data).join(" ") + " " + links.join(" ");
  });
  const pdf = execFileSync("pdftotext", ["-raw", file, "-"], { encoding: "utf8", maxBuffer: 1 << 28 });
  // Lines may break inside long words, and right-to-left letters come out joined.
  const flat = pdf.normalize("NFKC").replace(/[^\p{L}\p{N}]+/gu, "");
  const rtl = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;
  const lost = new Set(words(text).filter((word) => !rtl.test(word) && !flat.includes(word)));
  const pages = pdf.split("\f").length - 1;
  if (story) hold(pages <= 3, `one story is printed on ${pages} pages`);
  hold(lost.size === 0, `the printed page has lost ${lost.size} words: ${[...lost].slice(0, 8).join(" ")}`);
  await page.close();
}

async function large_page() {
  const started = performance.now();
  const page = await open();
  const opened = performance.now() - started;
  const slowest = await page.evaluate(async () => {
    const form = document.getElementById("filter");
    const settle = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    const took = {};
    const ask = async (name, field, value) => {
      const from = performance.now();
      form.elements[field].value = value;
      form.elements[field].dispatchEvent(new Event("input", { bubbles: true }));
      document.body.getBoundingClientRect();
      await settle();
      took[name] = Math.round(performance.now() - from);
    };
    const last = document.querySelector(".lines:last-of-type > .item:last-of-type");
    await ask("search", "text", last.id);
    const found = last.checkVisibility() && document.querySelectorAll(".lines > .item:not([hidden])").length === 1;
    await ask("all after it", "text", "");
    if (!found) throw new Error("the last event cannot be found by its id");
    await ask("verdict", "verdict", "contradiction");
    await ask("all again", "verdict", "");
    await ask("place", "place", document.querySelector(".item[data-places]:not([data-places=''])").dataset.places.split("\u00b6")[0]);
    await ask("all once more", "place", "");
    return took;
  });
  const broken = await page.$$eval('a[href^="#"]', (list) => list.map((a) => a.hash.slice(1)).filter((id) => id && !document.getElementById(id)));
  hold(broken.length === 0, `large: ${broken.length} links lead nowhere, such as ${broken.slice(0, 3)}`);
  console.log(`opened in ${Math.round(opened)} ms; filters settle in ${JSON.stringify(slowest)} ms`);
  hold(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth), "large: the page is too wide");
  await page.close();
}

try {
  for (const part of large ? [large_page] : story ? [looks, first_screen, theme, without_script, printed] : [looks, first_screen, filters, permalinks, keyboard, theme, without_script, printed])
    await part().catch((error) => faults.push(`${part.name}: ${error.message}`));
} finally {
  await browser.close();
}
faults.forEach((fault) => console.log(`FAULT ${fault}`));
process.exitCode = faults.length ? 1 : 0;
