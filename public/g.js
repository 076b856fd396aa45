// Greenlight: page views and events of a website. No cookie, nothing kept; nothing at all with Do-Not-Track or Global Privacy Control.
// <script defer src="…/g.js" data-project="…" data-key="gpk_…"></script>, then greenlight("signup", { plan: "pro" }).
(() => {
  const me = document.currentScript;
  const { doNotTrack, globalPrivacyControl } = navigator;
  const { project, key } = me.dataset;
  if (doNotTrack === "1" || globalPrivacyControl === true || !project || !key) {
    window.greenlight = () => {};
    return;
  }
  const door = new URL(`/api/projects/${project}/analytics/events`, me.src);
  // Without https there is no randomUUID.
  const id = () => crypto.randomUUID?.() ?? Array.from(crypto.getRandomValues(new Uint32Array(4)), String).join("-");
  const visit = id();
  let page = "";
  let from = document.referrer;

  function send(name, properties = {}) {
    const fit = (address) => address.slice(0, 2000);
    const event = {
      event_id: id(),
      name,
      occurred_at: new Date().toISOString(),
      visitor_id: visit,
      url: fit(page),
      properties,
    };
    fetch(door, {
      method: "POST",
      keepalive: true,
      credentials: "omit",
      headers: { "content-type": "application/json", "x-project-key": key },
      body: JSON.stringify(from ? { ...event, referrer: fit(from) } : event),
    }).catch(() => {});
  }

  function view() {
    const here = location.origin + location.pathname;
    if (here === page) return;
    if (page) from = page;
    page = here;
    send("pageview");
  }

  for (const name of ["pushState", "replaceState"]) {
    const original = history[name];
    history[name] = function (...args) {
      original.apply(this, args);
      view();
    };
  }
  window.addEventListener("popstate", view);
  window.greenlight = send;
  view();
})();
