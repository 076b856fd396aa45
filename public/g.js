// Greenlight: page views and events of a website. No cookie, nothing kept; nothing at all with Do-Not-Track or Global Privacy Control.
// <script defer src="…/g.js" data-project="…" data-key="gpk_…"></script>, then greenlight("signup", { plan: "pro" }).
(function () {
  var d = document,
    w = window,
    n = navigator,
    me = d.currentScript;
  var off = n.doNotTrack === "1" || w.doNotTrack === "1" || n.globalPrivacyControl === true;
  var project = me && me.getAttribute("data-project"),
    key = me && me.getAttribute("data-key");
  function id() {
    if (w.crypto && crypto.randomUUID) return crypto.randomUUID();
    return Date.now().toString(36) + Math.random().toString(36).slice(2) + Math.random().toString(36).slice(2);
  }
  var visit = id(),
    last = "",
    from = d.referrer;
  function send(name, properties) {
    if (off || !project || !key) return;
    var event = {
      event_id: id(),
      name: name,
      occurred_at: new Date().toISOString(),
      visitor_id: visit,
      url: last,
      properties: properties || {},
    };
    if (from) event.referrer = from;
    fetch(new URL("/api/projects/" + project + "/analytics/events", me.src), {
      method: "POST",
      keepalive: true,
      credentials: "omit",
      headers: { "content-type": "application/json", "x-project-key": key },
      body: JSON.stringify(event),
    }).catch(function () {});
  }
  function view() {
    var here = location.origin + location.pathname;
    if (here === last) return;
    if (last) from = last;
    last = here;
    send("pageview");
  }
  ["pushState", "replaceState"].forEach(function (name) {
    var original = history[name];
    history[name] = function () {
      original.apply(this, arguments);
      view();
    };
  });
  w.addEventListener("popstate", view);
  w.greenlight = send;
  view();
})();
