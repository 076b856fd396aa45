import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { GET, POST } from "@/app/u/[token]/route";
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

test("the page loads nothing, is not indexed, cached or leaked, and its one style is the one allowed", async () => {
  const { token } = await link();
  const response = await call(GET, token);
  const style = /<style>([\s\S]*?)<\/style>/.exec(await response.text())?.[1] ?? "";
  const hash = createHash("sha256").update(style).digest("base64");
  const headers = Object.fromEntries(response.headers);
  expect(headers["content-security-policy"]).toContain(`default-src 'none'; style-src 'sha256-${hash}'`);
  expect(headers).toMatchObject({
    "referrer-policy": "no-referrer",
    "x-robots-tag": "noindex",
    "cache-control": "no-store",
  });
  expect(headers).not.toHaveProperty("set-cookie");
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
