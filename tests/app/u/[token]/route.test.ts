import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { GET, POST } from "@/app/u/[token]/route";
import { getLead } from "@/lib/outreach/leads/get-lead";
import { saveBrand } from "@/lib/company/profile/save-brand";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { BRAND, draftedPerson, leadStatus, unsubscribeToken, type Person } from "../../../lib/outreach/email-world";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
  await saveBrand(company.owner, { ...BRAND, company_name: `<img src=x onerror="alert(1)"> & 'Söhne'` });
});
afterAll(() => world.close());

const link = async (): Promise<{ token: string; person: Person }> => {
  const person = await draftedPerson(world, company);
  return { token: await unsubscribeToken(world, company, person), person };
};
const call = (handler: typeof GET, token: string, init: RequestInit = {}): Promise<Response> =>
  handler(new Request(`http://localhost/u/${encodeURIComponent(token)}`, init), { params: Promise.resolve({ token }) });
const form = (body: string): RequestInit => ({
  method: "POST",
  headers: { "content-type": "application/x-www-form-urlencoded" },
  body,
});

test("GET asks, with the name escaped and the address masked, and changes nothing", async () => {
  const { token, person } = await link();
  for (const visit of [1, 2, 3]) {
    const response = await call(GET, token);
    const html = await response.text();
    expect([visit, response.status]).toEqual([visit, 200]);
    expect(html).toContain("&lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp; &#39;Söhne&#39;");
    expect(html).not.toContain("<img");
    expect(html).toContain("j•••@example.org");
    expect(html).not.toContain(person.email);
    expect(html).not.toMatch(/<script|https?:\/\//);
    expect(html).toContain('<form method="post">');
  }
  expect(await leadStatus(world, person.leadId)).toBe("active");
});

test("the page loads nothing but the font, is not indexed, cached or leaked, and its one style is the one allowed", async () => {
  const { token } = await link();
  const response = await call(GET, token);
  const style = /<style>([\s\S]*?)<\/style>/.exec(await response.text())?.[1] ?? "";
  const hash = createHash("sha256").update(style).digest("base64");
  const headers = Object.fromEntries(response.headers);
  expect(headers["content-security-policy"]).toContain(
    `default-src 'none'; font-src 'self'; style-src 'sha256-${hash}'`,
  );
  expect(headers).toMatchObject({
    "referrer-policy": "no-referrer",
    "x-robots-tag": "noindex",
    "cache-control": "no-store",
  });
  expect(headers).not.toHaveProperty("set-cookie");
});

test("the font of the page is here, and its colours can be read by day and by night", async () => {
  const { token } = await link();
  const style = /<style>([\s\S]*?)<\/style>/.exec(await (await call(GET, token)).text())?.[1] ?? "";
  const [, font = ""] = /src: url\(\/([\w.-]+)\)/.exec(style) ?? [];
  expect(existsSync(`public/${font}`)).toBe(true);
  const schemes = [...style.matchAll(/:root {([^}]*)}/g)].map(([, colors = ""]) => colors);
  const named = schemes.map((colors) =>
    Object.fromEntries([...colors.matchAll(/--([\w-]+): (#\w+)/g)].map(([, name = "", value = ""]) => [name, value])),
  );
  const [day = {}, night = {}] = named;
  for (const colors of [day, { ...day, ...night }]) {
    for (const text of ["ink", "quiet", "signal-ink"])
      expect([text, contrast(colors[text], colors.paper) >= 4.5]).toEqual([text, true]);
    expect(contrast("#fff", colors.signal)).toBeGreaterThanOrEqual(4.5);
  }
});

/** Of WCAG 2.2. */
function contrast(one = "", other = ""): number {
  const [light = 0, dark = 0] = [one, other].map(luminance).toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: string): number {
  const digits = color.length === 4 ? color.replace(/[^#]/g, "$&$&") : color;
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(digits.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

test("a person whom the email was not meant for is told what the link does, before and after", async () => {
  const { token } = await link();
  expect(await (await call(GET, token)).text()).toMatch(
    /<summary>This was not meant for you\?<\/summary>[\s\S]*j•••@example\.org/,
  );
  const done = await (await call(POST, token, form("confirm=yes"))).text();
  expect(done).toContain("The sender cannot take an opt-out back.");
});

test("the page's form unsubscribes and says so; afterwards GET says so too", async () => {
  const { token, person } = await link();
  const done = await call(POST, token, form("confirm=yes"));
  expect([done.status, done.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
  expect(await done.text()).toContain("You are unsubscribed");
  expect(await leadStatus(world, person.leadId)).toBe("opted_out");
  const again = await (await call(GET, token)).text();
  expect(again).toContain("You are unsubscribed");
  expect(again).not.toContain("<form");
});

test("after the opt-out a reason may be given: once, of the listed ones, and the lead's page shows it", async () => {
  const { token, person } = await link();
  const reasonsOf = async () =>
    (await getLead(company.owner, { leadId: person.leadId })).timeline.filter(({ kind }) => kind === "opt_out_reason");
  const early = await call(POST, token, form("reason=too_many"));
  expect([early.status, await leadStatus(world, person.leadId)]).toEqual([200, "active"]);
  expect(await early.text()).toContain("Unsubscribe?");
  expect(await reasonsOf()).toEqual([]);

  const done = await (await call(POST, token, form("confirm=yes"))).text();
  const offered = [...done.matchAll(/name="reason" value="(\w+)"/g)].map(([, value]) => value);
  expect(offered).toHaveLength(5);
  for (const sent of ["reason=%3Cscript%3E", "reason=", "reason=too_many", "reason=other"]) {
    const page = await (await call(POST, token, form(sent))).text();
    expect(page).toContain("You are unsubscribed");
    expect(page).not.toContain("<form");
  }
  expect(await reasonsOf()).toMatchObject([{ detail: "too_many", campaign: expect.any(String) }]);
  const lines = (await world.ledger(company.workspaceId)).filter(
    ({ event_type, data }) => event_type === "unsubscribe.explained" && data.leadId === person.leadId,
  );
  expect(lines.map(({ message }) => message)).toEqual([
    "j•••@example.org said why they unsubscribed: “I get too many emails”.",
  ]);
  expect((await call(POST, "0".repeat(48), form("reason=other"))).status).toBe(404);
});

test.each([
  ["urlencoded", form("List-Unsubscribe=One-Click")],
  ["without a body", { method: "POST" }],
  [
    "multipart",
    {
      method: "POST",
      headers: { "content-type": "multipart/form-data; boundary=b" },
      body: '--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n',
    },
  ],
] as const)("one click of a mail program (RFC 8058), %s: plain text, no redirect, no cookie", async (_kind, init) => {
  const { token, person } = await link();
  const response = await call(POST, token, init);
  expect([response.status, response.headers.get("content-type")]).toEqual([200, "text/plain; charset=utf-8"]);
  expect(response.headers.get("set-cookie")).toBeNull();
  expect(await leadStatus(world, person.leadId)).toBe("opted_out");
  expect((await call(POST, token, init)).status).toBe(200);
});

test.each(["0".repeat(48), "x", "../../etc/passwd", "<script>"])(
  "an unknown link %j gets a friendly page with 404",
  async (token) => {
    const page = await call(GET, token);
    expect([page.status, page.headers.get("content-type")]).toEqual([404, "text/html; charset=utf-8"]);
    expect(await page.text()).toContain("This link does not work");
    expect((await call(POST, token, form("confirm=yes"))).status).toBe(404);
    expect((await call(POST, token, form("List-Unsubscribe=One-Click"))).status).toBe(404);
  },
);

test("a body of 2 MB is refused and unsubscribes nobody", async () => {
  const { token, person } = await link();
  expect((await call(POST, token, form("x".repeat(2 * 1024 * 1024)))).status).toBe(413);
  expect(await leadStatus(world, person.leadId)).toBe("active");
});
