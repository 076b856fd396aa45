import { readFileSync } from "node:fs";
import { createContext, runInContext } from "node:vm";
import { beforeEach, expect, test, vi } from "vitest";
import { AnalyticsEvent } from "@/lib/metering/website/schemas";

const TRACKING_SCRIPT = readFileSync("public/g.js", "utf8");

type Sent = { url: string; init: { headers: Record<string, string>; credentials: string; body: string } };
type Page = {
  greenlight: (name: string, properties?: object) => void;
  history: { pushState: (...args: unknown[]) => void };
};
type Listeners = Record<string, (event: object) => void>;

let sent: Sent[];
beforeEach(() => {
  sent = [];
});

const CLASSIC = { src: "https://greenlight.example/g.js", dataset: { project: "p-1", key: "gpk_1" } };

/** A page that includes the script, as far as the script looks at it. */
function open(
  navigator: object = {},
  {
    referrer = "https://search.example/",
    pathname = "/",
    prerendering = false,
    currentScript = CLASSIC as unknown,
    times = 1,
  } = {},
): {
  page: Page;
  location: { origin: string; pathname: string };
  cookie: () => unknown;
  happens: Listeners;
  document: { prerendering: boolean };
} {
  const location = { origin: "https://shop.example", pathname };
  const cookie = vi.fn<(value: string) => void>();
  const happens: Listeners = {};
  const addEventListener = (name: string, listener: (event: object) => void): void => {
    happens[name] = listener;
  };
  const document = {
    currentScript,
    referrer,
    prerendering,
    addEventListener,
    set cookie(value: string) {
      cookie(value);
    },
  };
  const page = {
    document,
    navigator,
    location,
    history: { pushState: () => undefined, replaceState: () => undefined },
    addEventListener,
    crypto,
    URL,
    JSON,
    Date: class extends Date {
      constructor() {
        super("2031-05-05T05:05:05Z");
      }
    },
    fetch: (url: URL, init: Sent["init"]) => {
      sent.push({ url: String(url), init });
      return Promise.resolve();
    },
  };
  const context = createContext(Object.assign(page, { window: page }));
  for (let time = 0; time < times; time += 1) runInContext(TRACKING_SCRIPT, context);
  return { page: page as unknown as Page, location, cookie: () => cookie.mock.calls, happens, document };
}
const events = (): Record<string, unknown>[] =>
  sent.map(({ init }) => JSON.parse(init.body) as Record<string, unknown>);

test("it is under 2 kB", () => {
  expect(Buffer.byteLength(TRACKING_SCRIPT)).toBeLessThan(2_000);
});

test("a page view goes to the company's door with its key, without cookies", () => {
  const { cookie } = open();
  expect(sent[0]?.url).toBe("https://greenlight.example/api/projects/p-1/analytics/events");
  expect(sent[0]?.init).toMatchObject({ credentials: "omit", headers: { "x-project-key": "gpk_1" } });
  expect(events()).toMatchObject([
    { name: "pageview", url: "https://shop.example/", referrer: "https://search.example/", properties: {} },
  ]);
  expect(cookie()).toEqual([]);
});

test("a page that includes the script twice counts once, and a change of address after it once", () => {
  const { page, location } = open({}, { times: 2 });
  location.pathname = "/prices";
  page.history.pushState({}, "", "/prices");
  expect(events().map(({ url }) => url)).toEqual(["https://shop.example/", "https://shop.example/prices"]);
});

test("a visitor whose clock is years ahead is counted now", () => {
  open();
  const [view] = events();
  expect(AnalyticsEvent.parse(view).occurred_at).toBeUndefined();
});

test("a view whose addresses are longer than the door takes is sent with their beginning, not lost", () => {
  open({}, { referrer: `https://ads.example/${"x".repeat(4_000)}`, pathname: `/${"y".repeat(4_000)}` });
  const [view] = events();
  expect(AnalyticsEvent.safeParse(view).error).toBeUndefined();
  expect(view?.referrer).toMatch(/^https:\/\/ads\.example\/x+$/);
  expect(view?.url).toMatch(/^https:\/\/shop\.example\/y+$/);
});

test.each(["?token=SECRET", "#token=SECRET"])("the part of the address after %s is not reported", (secret) => {
  open({}, { referrer: `https://shop.example/reset${secret}` });
  expect(events()).toMatchObject([{ referrer: "https://shop.example/reset" }]);
  expect(sent[0]?.init.body).not.toContain("SECRET");
});

test("an address that changes without loading is another view; custom events carry their properties", () => {
  const { page, location } = open();
  location.pathname = "/prices";
  page.history.pushState({}, "", "/prices");
  page.history.pushState({}, "", "/prices");
  page.greenlight("signup", { plan: "pro" });
  expect(events()).toMatchObject([
    { name: "pageview" },
    { name: "pageview", url: "https://shop.example/prices", referrer: "https://shop.example/" },
    { name: "signup", properties: { plan: "pro" } },
  ]);
  expect(new Set(events().map(({ event_id }) => event_id)).size).toBe(3);
});

test.each([{ doNotTrack: "1" }, { globalPrivacyControl: true }])(
  "a visitor who asks not to be tracked is not tracked: %j",
  (wish) => {
    open(wish).page.greenlight("signup");
    expect(sent).toEqual([]);
  },
);

test("nothing the site hands over is thrown back at it, and the next event is sent", () => {
  const { page } = open();
  const circular: { self?: object } = {};
  circular.self = circular;
  expect(() => page.greenlight("signup", circular)).not.toThrow();
  expect(() => page.greenlight("signup", { price: 1n })).not.toThrow();
  page.greenlight("lead");
  expect(events().map(({ name }) => name)).toEqual(["pageview", "lead"]);
});

test("as a module, which knows nothing of its tag, it does nothing", () => {
  const { page } = open({}, { currentScript: null });
  page.greenlight("signup");
  expect(sent).toEqual([]);
});

test("a page that is only prepared is no view, until somebody looks at it", () => {
  const { page, document, happens } = open({}, { prerendering: true });
  page.history.pushState({}, "", "/");
  expect(sent).toEqual([]);
  document.prerendering = false;
  happens.prerenderingchange?.({});
  expect(events()).toMatchObject([{ name: "pageview", referrer: "https://search.example/" }]);
});

test("a page restored by the browser counts as another view", () => {
  const { happens } = open();
  happens.pageshow?.({ persisted: false });
  expect(events()).toHaveLength(1);
  happens.pageshow?.({ persisted: true });
  expect(events()).toMatchObject([{ name: "pageview" }, { name: "pageview", url: "https://shop.example/" }]);
});
