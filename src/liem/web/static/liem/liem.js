// What the pages add where scripts run; every page works without it.
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const search = document.querySelector("#search");
  if (!search) return;
  event.preventDefault();
  search.focus();
});

// On narrow screens the navigation is a strip: bring the current page's entry into view.
const strip = document.querySelector(".side");
const current = strip?.querySelector("[aria-current]");
if (current && strip.scrollWidth > strip.clientWidth) {
  strip.scrollLeft = current.offsetLeft - (strip.clientWidth - current.offsetWidth) / 2;
}

// A directive: choosing a clause moves the highlight with it; a click on a marked task chooses its clause.
document.addEventListener("click", (event) => {
  const mark = event.target.closest("mark[data-at]");
  const link = event.target.closest("a[data-select]");
  if (mark && !link && window.getSelection().isCollapsed) {
    document.querySelector(`a[data-select="${CSS.escape(mark.dataset.at)}"]`)?.click();
  }
  if (!link) return;
  document.querySelectorAll(".passage.selected").forEach((passage) => passage.classList.remove("selected"));
  document.querySelectorAll("a[data-select][aria-current]").forEach((one) => one.removeAttribute("aria-current"));
  link.closest(".passage").classList.add("selected");
  link.setAttribute("aria-current", "location");
});
