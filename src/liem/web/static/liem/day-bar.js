// A slider over the days of the bar: it writes the day into the form; letting the pointer go shows it, by keyboard the
// button does.
document.querySelectorAll(".day-bar .slide").forEach((slide) => {
  const day = slide.form.elements.on;
  const starts = Date.parse(`${slide.dataset.starts}T00:00:00Z`);
  slide.hidden = slide.disabled = false;
  slide.addEventListener("input", () => {
    const [year, month, date] = new Date(starts + slide.value * 86400000).toISOString().slice(0, 10).split("-");
    day.value = slide.ariaValueText = `${date}/${month}/${year}`;
  });
  slide.addEventListener("pointerup", () => slide.form.requestSubmit());
});
