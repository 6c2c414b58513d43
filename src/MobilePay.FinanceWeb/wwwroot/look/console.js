// Keys, copying, and the sign that somebody is there. The pages work without all of it.
(() => {
  const isTyping = (target) => target instanceof HTMLElement
    && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
  const help = () => document.getElementById("help");

  // Up and down through the rows of the first list on the page; Enter follows the link as ever.
  const step = (by) => {
    const rows = [...document.querySelectorAll("main [data-row]")];
    if (rows.length === 0) return;
    const at = rows.indexOf(document.activeElement);
    rows[Math.min(Math.max(at + by, 0), rows.length - 1)].focus();
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (event.key === "/") {
      const search = document.querySelector("[data-search]");
      if (search) { event.preventDefault(); search.focus(); }
    } else if (event.key === "j" || event.key === "k") {
      step(event.key === "j" ? 1 : -1);
    } else if (event.key === "?" && help() && !help().open) {
      event.preventDefault();
      help().showModal();
    }
  });

  document.addEventListener("click", async (event) => {
    if (!(event.target instanceof Element)) return;
    if (event.target.closest("[data-help]")) help()?.showModal();
    const copy = event.target.closest("[data-copy]");
    if (!copy) return;
    const field = document.getElementById(copy.dataset.copy);
    field.select();
    // Without TLS a browser has no clipboard for scripts but still copies what is selected.
    if (navigator.clipboard) await navigator.clipboard.writeText(field.value);
    else document.execCommand("copy");
    copy.textContent = copy.dataset.copied;
  });

  // Once a minute at most, and only after a key or a click: an open page alone does not keep a session.
  let told = Date.now();
  const tell = async () => {
    if (Date.now() - told < 60000 || !document.querySelector("form[action='/sign-out']")) return;
    told = Date.now();
    const answer = await fetch("/api/session", { method: "POST", credentials: "same-origin" });
    if (answer.status === 401) location.assign("/sign-in?back=" + encodeURIComponent(location.pathname + location.search));
  };
  for (const sign of ["keydown", "pointerdown"]) document.addEventListener(sign, () => tell().catch(() => { }), { passive: true });

  // The server began anew and no longer knows this page: only loading it again helps.
  document.getElementById("components-reconnect-modal")?.addEventListener("components-reconnect-state-changed", (event) => {
    if (event.detail.state === "rejected") location.reload();
  });
})();
