// Page views and events (/docs/api). No cookie; nothing with Do-Not-Track or Global Privacy Control.
(() => {
  const me = document.currentScript;
  const { project, key } = me?.dataset ?? {};
  // Included twice, it counts once.
  const loaded = (window.greenlightOf ??= {});
  if (loaded[project]) return;
  loaded[project] = true;
  if (navigator.doNotTrack === "1" || navigator.globalPrivacyControl === true || !project || !key) {
    window.greenlight = () => {};
    return;
  }
  const door = new URL(`/api/projects/${project}/analytics/events`, me.src);
  // randomUUID needs https.
  const id = () => crypto.getRandomValues(new Uint32Array(4)).join("-");
  const visit = id();
  let page = "";
  let from = document.referrer;

  // No time: a visitor's clock may be wrong.
  async function send(name, properties = {}) {
    // A query may hold secrets.
    const fit = (address) => address.split(/[?#]/, 1)[0].slice(0, 2000);
    await fetch(door, {
      method: "POST",
      keepalive: true,
      credentials: "omit",
      headers: { "content-type": "application/json", "x-project-key": key },
      body: JSON.stringify({
        event_id: id(),
        name,
        visitor_id: visit,
        url: fit(page),
        referrer: fit(from) || undefined,
        properties,
      }),
    });
  }

  const report = (...event) => send(...event).catch(() => {});

  function view() {
    const here = location.origin + location.pathname;
    if (document.prerendering || here === page) return;
    from = page || from;
    page = here;
    report("pageview");
  }

  for (const name of ["pushState", "replaceState"]) {
    const original = history[name];
    history[name] = function (...args) {
      original.apply(this, args);
      view();
    };
  }
  addEventListener("popstate", view);
  addEventListener("pageshow", (event) => event.persisted && report("pageview"));
  document.addEventListener("prerenderingchange", view);
  window.greenlight = report;
  view();
})();
