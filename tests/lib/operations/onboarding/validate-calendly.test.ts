import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { validateCalendly } from "@/lib/operations/onboarding/validate-calendly";
import { lookAtPage, READER, type SeenPage } from "@/lib/providers/web/look-at-page";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { vendorServer, type VendorServer } from "../../../support/vendor-server";
import { serveHostile, type Site } from "./hostile-website";

const ME = "https://api.calendly.com/users/ME";
const TOKEN = "a-personal-access-token";
const LINK = "https://calendly.com/ada/intro";

let world: TestWorld;
let company: Company;
let site: Site;
let calendly: VendorServer;
/** Of the event that `LINK` leads to. */
let event = { active: true, freeOnDay: 3 };

beforeAll(async () => {
  site = await serveHostile({ "/ada/intro": "<title>Book</title>", "/": "<title>Home</title>" });
  calendly = await vendorServer({
    vendor: "calendly",
    handle: (call) => {
      if (call.headers.authorization !== `Bearer ${TOKEN}`)
        return { status: 401, body: { title: "Unauthenticated", message: "The access token is invalid" } };
      if (call.path === "/users/me") return { body: { resource: { uri: ME } } };
      if (call.path === "/event_types") {
        const mine = call.query["user"] === ME;
        const type = {
          uri: "https://api.calendly.com/event_types/E1",
          name: "Intro",
          active: event.active,
          scheduling_url: LINK,
        };
        return {
          body: {
            collection: mine ? [type] : [],
            pagination: {
              count: 1,
              next_page: null,
              previous_page: null,
              next_page_token: null,
              previous_page_token: null,
            },
          },
        };
      }
      const free = new Date(Date.now() + event.freeOnDay * 86_400_000).toISOString();
      const within = free > (call.query["start_time"] ?? "") && free < (call.query["end_time"] ?? "");
      const time = { status: "available", invitees_remaining: 1, start_time: free, scheduling_url: LINK };
      return { body: { collection: within ? [time] : [] } };
    },
  });
  world = await createTestWorld({ CALENDLY_API_URL: calendly.url });
  company = await world.company();
});
afterAll(async () => {
  await world.close();
  await Promise.all([site.stop(), calendly.close()]);
});

/** The page of the same path on this machine. */
const look = (href: string): Promise<SeenPage> =>
  lookAtPage(href.replace(/^https:\/\/[^/]+/, site.origin), {
    signal: AbortSignal.timeout(400),
    allowLoopback: true,
    as: READER,
  });
const check = async (link: string, token?: string): Promise<string> => {
  const { verdict, code } = await validateCalendly(
    company.owner,
    { link, ...(token !== undefined && { token }) },
    look,
  );
  return `${verdict} ${code}`;
};

describe("without a token the page is visited", () => {
  test.each([
    ["https://calendly.com/ada/intro", "yes link.reachable"],
    ["https://cal.com/ada/intro", "yes link.reachable"],
    ["https://book.northwind-lab.com/ada/intro", "yes link.other_host"],
    ["https://calendly.com/ada/gone", "no link.gone"],
    ["https://calendly.com/to?/", "no link.profile"],
    ["https://book.northwind-lab.com/to?/", "no link.gone"],
    ["https://book.northwind-lab.com/loop", "no link.redirects"],
    ["https://book.northwind-lab.com/to?http://10.0.0.1/", "no link.private"],
    ["https://book.northwind-lab.com/silent", "unknown link.unsure"],
    ["https://calendly.com", "no link.home"],
    ["https://calendly.com/ada", "no link.profile"],
    ["https://calendly.com/event_types/user/me", "no link.owners_page"],
    ["http://calendly.com/ada/intro", "no link.not_https"],
  ])("%s: %s", async (link, expected) => {
    expect(await check(link)).toBe(expected);
  });

  test("and none inside a private network is visited", async () => {
    expect(await validateCalendly(company.owner, { link: "https://127.0.0.1/ada/intro" })).toMatchObject({
      code: "link.private",
    });
  });
});

describe("with a token Calendly is asked about the event", () => {
  test.each([
    ["free in the first week", { active: true, freeOnDay: 3 }, "yes event.free"],
    ["free in the second week", { active: true, freeOnDay: 10 }, "yes event.free"],
    ["full", { active: true, freeOnDay: 30 }, "no event.full"],
    ["switched off", { active: false, freeOnDay: 3 }, "no event.off"],
  ])("%s", async (_name, state, expected) => {
    event = state;
    expect(await check(`${LINK}/?month=2026-12`, TOKEN)).toBe(expected);
  });

  test("an event of another person, a wrong token, and a vendor that refuses or is down", async () => {
    expect(await check("https://calendly.com/grace/intro", TOKEN)).toBe("no event.not_found");
    expect(await check(LINK, "wrong")).toBe("no token.refused");
    for (const [fault, expected] of [
      [403, "no token.lacks_scope"],
      [429, "unknown calendly.limited"],
      [503, "unknown calendly.unsure"],
      ["dies", "unknown calendly.unsure"],
    ] as const) {
      calendly.fail(({ path }) => path === "/event_types", fault);
      expect(await check(LINK, TOKEN)).toBe(expected);
    }
    expect(calendly.violations).toEqual([]);
  });

  test("the token is in no answer", async () => {
    expect(JSON.stringify(await validateCalendly(company.owner, { link: LINK, token: TOKEN }))).not.toContain(TOKEN);
  });
});
