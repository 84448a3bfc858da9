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

// A sheet is open where there is room beside the text, and on paper; on narrow screens it is a line that opens.
const narrow = window.matchMedia("(max-width: 860px)");
const setSheets = (open) => document.querySelectorAll("details[data-wide]").forEach((sheet) => (sheet.open = open));
setSheets(!narrow.matches);
narrow.addEventListener("change", () => setSheets(!narrow.matches));
document.addEventListener("htmx:afterSwap", () => setSheets(!narrow.matches));
window.addEventListener("beforeprint", () => setSheets(true));
window.addEventListener("afterprint", () => setSheets(!narrow.matches));

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
  showInOutline(link.dataset.item);
});

// Marks the line of the outline under which the chosen clause stands, and unfolds what lies around it.
function showInOutline(path) {
  document.querySelectorAll(".toc a[aria-current]").forEach((one) => one.removeAttribute("aria-current"));
  const item = document.querySelector(`.toc a[data-item="${CSS.escape(path)}"]`);
  item?.setAttribute("aria-current", "location");
  let fold = item?.closest("details:not([data-wide])");
  while (fold) {
    fold.open = true;
    fold = fold.parentElement.closest("details:not([data-wide])");
  }
}

// Where a form has a long list of boxes, one button ticks them all.
document.querySelectorAll("button[data-ticks]").forEach((button) => {
  const boxes = button.form.querySelectorAll(`input[type="checkbox"][name="${button.dataset.ticks}"]`);
  button.hidden = false;
  button.addEventListener("click", () => boxes.forEach((box) => (box.checked = true)));
});
