/** Runs before the page is drawn, so that no theme flashes and nothing appears that needs scripts and has none. */
export const EARLY_SCRIPT = `(function () {
  var root = document.documentElement;
  root.classList.add("js");
  try {
    var theme = localStorage.getItem("lookback-theme");
    if (theme === "light" || theme === "dark") root.setAttribute("data-theme", theme);
  } catch (error) { /* A browser may refuse storage to files: the system's theme stays. */ }
})();`;

/** Theme, folding, filters, copying and the keys of the map. Plain script: the page carries no library. */
export const LATE_SCRIPT = `(function () {
  var root = document.documentElement;
  var all = function (selector, from) { return Array.prototype.slice.call((from || document).querySelectorAll(selector)); };
  var byId = function (id) { return document.getElementById(id); };

  var prefersDark = matchMedia("(prefers-color-scheme: dark)");
  var themeButton = byId("theme");
  function isDark() { return (root.getAttribute("data-theme") || (prefersDark.matches ? "dark" : "light")) === "dark"; }
  function nameTheme() { themeButton.textContent = isDark() ? "Light theme" : "Dark theme"; }
  themeButton.addEventListener("click", function () {
    var next = isDark() ? "light" : "dark";
    root.setAttribute("data-theme", next);
    try { localStorage.setItem("lookback-theme", next); } catch (error) { /* Not kept, still shown. */ }
    nameTheme();
  });
  prefersDark.addEventListener("change", nameTheme);
  nameTheme();

  var unfold = byId("unfold");
  function setFolds(isOpen) {
    all("details").forEach(function (each) { each.open = isOpen; });
    unfold.setAttribute("aria-pressed", String(isOpen));
    unfold.textContent = isOpen ? "Close everything" : "Open everything";
  }
  unfold.addEventListener("click", function () { setFolds(unfold.getAttribute("aria-pressed") !== "true"); });

  var reopened = [];
  addEventListener("beforeprint", function () {
    reopened = all("details:not([open]):not(.rests-on):not(.is-screen-only)");
    reopened.forEach(function (each) { each.open = true; });
  });
  addEventListener("afterprint", function () { reopened.forEach(function (each) { each.open = false; }); });

  function openTarget() {
    var target = location.hash.length > 1 ? byId(decodeURIComponent(location.hash.slice(1))) : null;
    for (var each = target; each; each = each.parentElement) if (each.tagName === "DETAILS") each.open = true;
  }
  addEventListener("hashchange", openTarget);
  openTarget();

  var chips = all(".filter .chip");
  chips.forEach(function (chip) {
    chip.addEventListener("click", function () {
      var wanted = chip.getAttribute("data-filter");
      chips.forEach(function (each) { each.setAttribute("aria-pressed", String(each === chip)); });
      all("#controls-overview tbody tr").forEach(function (line) {
        line.hidden = wanted !== "" && line.getAttribute("data-conclusion") !== wanted;
      });
    });
  });

  var search = byId("register-filter");
  if (search) search.addEventListener("input", function () {
    var wanted = search.value.trim().toLowerCase();
    var lines = all("#register tbody tr");
    var left = lines.filter(function (line) {
      line.hidden = wanted !== "" && line.textContent.toLowerCase().indexOf(wanted) === -1;
      return !line.hidden;
    });
    byId("register-count").textContent = left.length + " of " + lines.length + " lines";
  });

  document.addEventListener("click", function (event) {
    var button = event.target.closest ? event.target.closest("[data-copy]") : null;
    if (!button) return;
    var done = function () {
      button.textContent = "Copied";
      setTimeout(function () { button.textContent = "Copy"; }, 1600);
    };
    var select = function () {
      var range = document.createRange();
      range.selectNodeContents(button.previousElementSibling);
      var selection = getSelection();
      selection.removeAllRanges();
      selection.addRange(range);
    };
    if (navigator.clipboard) navigator.clipboard.writeText(button.getAttribute("data-copy")).then(done, select);
    else select();
  });

  var map = document.querySelector("table.map");
  if (!map) return;
  var rows = all("tbody tr", map).map(function (line) { return all("[role=gridcell]", line); });
  var detail = byId("map-detail");
  function place(cell) {
    for (var row = 0; row < rows.length; row += 1) {
      var column = rows[row].indexOf(cell);
      if (column !== -1) return { row: row, column: column };
    }
    return null;
  }
  function tell(cell) { detail.textContent = cell.getAttribute("aria-label"); detail.classList.add("is-told"); }
  function enter(cell) {
    all("[tabindex='0'][role=gridcell]", map).forEach(function (each) { each.tabIndex = -1; });
    cell.tabIndex = 0;
    cell.focus();
  }
  map.addEventListener("focusin", function (event) {
    if (event.target.getAttribute("role") === "gridcell") tell(event.target);
  });
  map.addEventListener("mouseover", function (event) {
    var cell = event.target.closest("[role=gridcell]");
    if (cell) tell(cell);
  });
  map.addEventListener("click", function (event) {
    var cell = event.target.closest("[role=gridcell]");
    if (cell) enter(cell);
  });
  map.addEventListener("keydown", function (event) {
    var at = place(event.target);
    if (!at || event.altKey || event.metaKey) return;
    var last = rows[at.row].length - 1;
    var row = at.row, column = at.column;
    switch (event.key) {
      case "ArrowRight": column = Math.min(last, column + 1); break;
      case "ArrowLeft": column = Math.max(0, column - 1); break;
      case "ArrowDown": row = Math.min(rows.length - 1, row + 1); break;
      case "ArrowUp": row = Math.max(0, row - 1); break;
      case "Home": column = 0; if (event.ctrlKey) row = 0; break;
      case "End": column = last; if (event.ctrlKey) row = rows.length - 1; break;
      case "Enter": case " ": location.hash = event.target.getAttribute("data-to"); event.preventDefault(); return;
      default: return;
    }
    event.preventDefault();
    enter(rows[row][Math.min(column, rows[row].length - 1)]);
  });
})();`;
