// Values and their words, the language, copying, filters. Listeners stand on the document: contents come and go.
(function () {
  "use strict";
  const words = window.summariseWords;
  const root = document.documentElement;
  const all = (selector, from) => Array.from((from || document).querySelectorAll(selector));
  const language = () => (root.lang === "en" ? "en" : "fr");
  const calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

  // --- values and words -------------------------------------------------------------------------------------------
  function release() {
    all("[data-v].on").forEach((one) => { one.classList.remove("on"); one.setAttribute("aria-pressed", "false"); });
  }

  function choose(chosen, byKey) {
    const keys = new Set(chosen.dataset.v.split(" "));
    const pane = chosen.closest(".pair");
    const again = chosen.classList.contains("on");
    release();
    if (again || !pane) return;
    const hit = all("[data-v]", pane).filter((one) => one.dataset.v.split(" ").some((key) => keys.has(key)));
    hit.forEach((one) => { one.classList.add("on"); one.setAttribute("aria-pressed", "true"); });
    const inArticle = Boolean(chosen.closest(".article"));
    const other = hit.find((one) => Boolean(one.closest(".article")) !== inArticle);
    if (!other) return;
    other.scrollIntoView({ block: "center", behavior: calm() ? "auto" : "smooth" });
    if (byKey) other.focus({ preventScroll: true });
  }

  // --- language ---------------------------------------------------------------------------------------------------
  // Only what differs is written: the observer below would wake up for ever.
  const put = (one, text) => { if (one.textContent !== text) one.textContent = text; };

  // Gradio's labels change with its locale, save those of tabs and of buttons that are out of sight just then.
  function retell(now) {
    const before = words[now === "fr" ? "en" : "fr"];
    const told = new Map(Object.keys(before).map((key) => [before[key], words[now][key]]));
    all("#ask, #drop, .bar, [role=tablist]").forEach((part) => {
      const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const text = told.get(walker.currentNode.data.trim());
        if (text && text !== walker.currentNode.data.trim()) walker.currentNode.data = text;
      }
      all("[placeholder]", part).forEach((one) => {
        if (told.has(one.placeholder)) one.placeholder = told.get(one.placeholder);
      });
    });
  }

  function relabel() {
    const now = language();
    retell(now);
    all("[data-fr]").forEach((one) => {
      const label = one.dataset[now];
      if (one.getAttribute("aria-label") !== label) one.setAttribute("aria-label", label);
    });
    all("mark[data-tfr]").forEach((one) => { one.title = now === "en" ? one.dataset.ten : one.dataset.tfr; });
    all("option[data-word]").forEach((one) => { put(one, words[now][one.dataset.word]); });
    all("[data-lang]").forEach((one) => one.setAttribute("aria-pressed", String(one.dataset.lang === now)));
    const title = "summarise · " + words[now].tagline;
    if (document.title !== title) document.title = title;
  }

  async function speak(chosen) {
    try { localStorage.setItem("langue", chosen); } catch (error) { /* it holds for this page then */ }
    root.lang = chosen;
    relabel();
    const core = performance.getEntriesByType("resource").map((one) => one.name)
      .find((name) => /\/assets\/core-[^/]+\.js/.test(name));
    try {
      (await import(core)).changeLocale(chosen);
    } catch (error) {
      window.location.reload();
    }
  }

  // --- copying ----------------------------------------------------------------------------------------------------
  async function copy(button) {
    const text = button.dataset.copy;
    try {
      await navigator.clipboard.writeText(text);
    } catch (error) { // not allowed, or a page without https
      const area = document.createElement("textarea");
      area.value = text;
      area.style.position = "fixed";
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    const before = button.innerHTML;
    button.textContent = words[language()].copied;
    button.setAttribute("aria-live", "polite");
    setTimeout(() => { button.innerHTML = before; }, 1600);
  }

  // --- filters of the table ---------------------------------------------------------------------------------------
  const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();

  function filter(box) {
    const pane = box.closest(".filters");
    const wanted = (name) => pane.querySelector('[data-filter="' + name + '"]').value;
    const needle = plain(wanted("words").trim());
    let count = 0;
    all("tbody tr", pane.parentElement).forEach((row) => {
      const fits = (!wanted("state") || row.dataset.state === wanted("state")) &&
        (!wanted("stage") || row.dataset.stage === wanted("stage")) &&
        (!needle || plain(row.textContent).includes(needle));
      row.hidden = !fits;
      count += fits ? 1 : 0;
    });
    pane.querySelector("[data-count]").textContent = count;
    const nothing = pane.parentElement.querySelector(".nothing");
    if (nothing) nothing.hidden = count > 0;
  }

  // --- all events -------------------------------------------------------------------------------------------------
  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (!target) return;
    const value = target.closest("[data-v]");
    if (value) choose(value, event.detail === 0);
    const button = target.closest("button");
    if (!button) return;
    if (button.dataset.lang) speak(button.dataset.lang);
    if (button.dataset.copy !== undefined) copy(button);
    if (button.classList.contains("theme")) document.body.classList.toggle("dark");
  });

  document.addEventListener("keydown", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (event.key === "Escape") release();
    if (target && target.matches("mark[data-v]") && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      choose(target, true);
    }
  });

  document.addEventListener("input", (event) => {
    if (event.target instanceof Element && event.target.matches("[data-filter]")) filter(event.target);
  });

  // What has just come gets the focus, so that a screen reader tells it, and comes into view.
  const seen = new Set();
  new MutationObserver(() => {
    relabel();
    const fresh = all("[data-fresh]").find((one) => !seen.has(one.dataset.fresh) && one.offsetParent !== null);
    if (!fresh) return;
    seen.add(fresh.dataset.fresh);
    fresh.focus({ preventScroll: true });
    const place = fresh.getBoundingClientRect();
    const low = place.top > window.innerHeight * 0.5;
    if (low || place.top < 0) fresh.scrollIntoView({ block: fresh.matches(".fault") ? "nearest" : "start" });
  }).observe(root, { childList: true, subtree: true });
  relabel();
})();
