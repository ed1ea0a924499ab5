// Keys and suggestions. Everything here is a shortcut to a link or a form that stands on the page anyway.
(() => {
  "use strict";
  const stories = () => [...document.querySelectorAll(".story")].filter((each) => each.querySelector(".title a"));
  let chosen = -1;

  const choose = (index, seen = true) => {
    const all = stories();
    if (!all.length) return;
    chosen = Math.max(0, Math.min(index, all.length - 1));
    all.forEach((each, number) => each.classList.toggle("chosen", number === chosen));
    if (seen) all[chosen].querySelector(".title a").focus();
  };
  const here = () => document.querySelector(".story.chosen") || document.querySelector("article.main");
  const press = (key) => {
    const button = here()?.querySelector(`button[data-key="${key}"]`);
    if (button) button.click();
    return Boolean(button);
  };
  const searchBox = () => document.querySelector("#soeg") || document.querySelector("#q");
  const toSearch = () => {
    const box = searchBox();
    // On a narrow page the box stands on a page of its own.
    if (!box?.checkVisibility()) return location.assign("/soeg");
    box.focus();
    box.select();
  };
  const help = () => {
    const dialog = document.querySelector("#genveje");
    if (!dialog) return;
    if (dialog.open) dialog.close();
    else dialog.showModal();
  };
  const keys = {
    "/": () => (toSearch(), true),
    "?": () => (help(), true),
    ArrowDown: () => (choose(chosen + 1), true),
    ArrowUp: () => (choose(chosen - 1), true),
    s: () => press("s"),
    x: () => press("x"),
  };

  const isTyping = (target) => target.closest("input, textarea, select, dialog[open] *") !== null;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const box = event.target.closest("[data-suggests]");
    if (box && suggesting(event, box)) return;
    if (isTyping(event.target) && !(event.key === "?" && event.target.closest("dialog"))) return;
    const act = keys[event.key];
    if (act && act()) event.preventDefault();
  });
  document.addEventListener("focusin", (event) => {
    const story = event.target.closest(".story");
    if (story) {
      chosen = stories().indexOf(story);
      stories().forEach((each) => each.classList.toggle("chosen", each === story));
    }
  });

  // Suggestions: htmx brings the list, the arrows go through it, Enter takes one.
  const list = () => document.querySelector("#forslag");
  const options = () => [...(list()?.querySelectorAll("[role=option]") || [])];
  const close = (box) => {
    if (list()) list().replaceChildren();
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  };
  const take = (box, option) => {
    box.value = option.dataset.query;
    close(box);
    box.focus();
  };
  const suggesting = (event, box) => {
    const all = options();
    const at = all.findIndex((each) => each.getAttribute("aria-selected") === "true");
    if (event.key === "Escape" && all.length) return close(box), event.preventDefault(), true;
    if (!all.length) return false;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const next = (at + (event.key === "ArrowDown" ? 1 : -1) + all.length + (at < 0 && event.key === "ArrowUp" ? 1 : 0)) % all.length;
      all.forEach((each, number) => each.setAttribute("aria-selected", String(number === next)));
      box.setAttribute("aria-activedescendant", all[next].id);
      event.preventDefault();
      return true;
    }
    if (event.key === "Enter" && at >= 0) {
      take(box, all[at]);
      event.preventDefault();
      return true;
    }
    return false;
  };
  document.addEventListener("htmx:afterSwap", (event) => {
    const box = document.querySelector("[data-suggests]");
    if (box && event.target === list()) box.setAttribute("aria-expanded", String(options().length > 0));
  });
  document.addEventListener("mousedown", (event) => {
    const option = event.target.closest("#forslag [role=option]");
    const box = document.querySelector("[data-suggests]");
    if (option && box) {
      event.preventDefault();
      take(box, option);
    } else if (box && event.target !== box) close(box);
  });

  // On a narrow page what refines a search is folded, and stands before what was found.
  const narrow = matchMedia("(max-width: 900px)");
  const facets = document.querySelector("#afgraens");
  const [side, hits] = [facets?.parentElement, document.querySelector(".hits")];
  const settle = () => {
    document.querySelectorAll(".fold").forEach((each) => (each.open = !narrow.matches || "used" in each.dataset));
    if (facets && hits) narrow.matches ? hits.before(facets) : side.prepend(facets);
  };
  narrow.addEventListener("change", settle);
  settle();
  document.querySelector("nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

  // Whoever marked a story comes back to it, and goes on from there: by keys, if they were at the keys.
  document.addEventListener("submit", () => {
    sessionStorage.setItem("keys", document.activeElement.matches(":focus-visible") ? "yes" : "no");
  });
  window.addEventListener("load", () => {
    const marked = document.getElementById(location.hash.slice(1));
    if (marked?.matches(".story")) choose(stories().indexOf(marked), sessionStorage.getItem("keys") === "yes");
  });
  document.documentElement.classList.add("with-script");
})();
