import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { GET as previewFile } from "@/app/api/assets/preview/[token]/route";
import { PUT as upload } from "@/app/api/assets/upload/[token]/route";
import { DELETE } from "@/app/api/projects/[projectId]/assets/[assetId]/route";
import { POST as complete } from "@/app/api/projects/[projectId]/assets/[assetId]/complete/route";
import { GET as preview } from "@/app/api/projects/[projectId]/assets/[assetId]/preview/route";
import { GET as list, POST as create } from "@/app/api/projects/[projectId]/assets/route";
import type { RouteHandler } from "@/lib/http/route";
import type { UserCtx } from "@/lib/platform/ctx";
import { createAssetWorld, PDF, PNG, tokenOf, uploaded, type AssetWorld } from "../../../factories/assets";
import type { Company } from "../../../factories/test-world";

// Clerk's auth() works inside Next only; whom it says to have verified is given here. The real one is in the browser tests.
const session = vi.hoisted(() => ({ claims: null as { sub: string; email: string } | null }));
vi.mock("@clerk/nextjs/server", () => ({
  auth: async () => ({ userId: session.claims?.sub ?? null, sessionClaims: session.claims }),
}));

let world: AssetWorld;
let company: Company;
beforeAll(async () => {
  world = await createAssetWorld();
  company = await world.company();
});
beforeEach(() => signIn(company.founder.user));
afterAll(() => world.close());

function signIn(user: UserCtx["user"] | null): void {
  session.claims = user && { sub: user.userId, email: user.email };
}

type Json = Record<string, unknown>;
type Asked = { method?: string; params?: Record<string, string>; body?: Json };

async function call(
  route: RouteHandler,
  { method = "GET", params, body }: Asked = {},
): Promise<{ status: number; body: Json }> {
  const request = new Request("http://localhost/x", {
    method,
    headers: { "sec-fetch-site": "same-origin", ...(body && { "content-type": "application/json" }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  const response = await route(request, { params: Promise.resolve({ projectId: company.projectId, ...params }) });
  return { status: response.status, body: response.status === 204 ? {} : ((await response.json()) as Json) };
}

const announce = (body: Json): ReturnType<typeof call> => call(create, { method: "POST", body });
const put = (token: string, body: BodyInit | null, headers: Record<string, string> = {}): Promise<Response> =>
  upload(new Request("http://localhost/x", { method: "PUT", body, headers }), { params: Promise.resolve({ token }) });
const show = (url: unknown): Promise<Response> =>
  previewFile(new Request("http://localhost/x"), { params: Promise.resolve({ token: tokenOf(String(url)) }) });

test("a file is announced, uploaded, completed, listed, shown and removed", async () => {
  const wanted = { name: "logo.png", content_type: "image/png", size_bytes: PNG.length };
  const { status, body } = await announce(wanted);
  expect(status).toBe(201);
  expect(body).toMatchObject({ headers: { "content-type": "image/png" }, expires_at: expect.any(String) });
  const params = { assetId: String(body.asset_id) };
  expect(await call(preview, { params })).toMatchObject({ status: 422, body: { code: "asset.not_ready" } });
  expect(await call(complete, { method: "POST", params })).toMatchObject({
    status: 422,
    body: { code: "asset.not_uploaded" },
  });

  signIn(null); // the address alone is enough
  const token = tokenOf(String(body.upload_url));
  expect((await put(token, PNG, body.headers as Record<string, string>)).status).toBe(204);
  expect(await (await put(token, PNG)).json()).toMatchObject({ code: "asset.already_uploaded" });
  signIn(company.founder.user);

  const completed = await call(complete, { method: "POST", params });
  expect(completed).toMatchObject({ status: 200, body: { state: "ready", content_type: "image/png" } });
  expect(await call(list)).toMatchObject({ status: 200, body: { data: [completed.body], next_cursor: null } });

  const shown = await call(preview, { params });
  expect(shown).toMatchObject({ status: 200, body: { url: expect.any(String), expires_at: expect.any(String) } });
  signIn(null);
  const file = await show(shown.body.url);
  expect(Buffer.from(await file.arrayBuffer())).toEqual(PNG);
  signIn(company.founder.user);

  expect(await call(DELETE, { method: "DELETE", params })).toMatchObject({ status: 204 });
  expect((await show(shown.body.url)).status).toBe(404);
  expect(await call(preview, { params })).toMatchObject({ status: 404, body: { code: "asset.not_found" } });
});

describe("the response headers of a preview", () => {
  const html = Buffer.from("<!doctype html><script>alert(1)</script>");
  test.each([
    ["ünï “logo”.png", PNG, "image/png", "image/png", "inline", true],
    ["paper.pdf", PDF, "application/pdf", "application/pdf", "inline", false],
    ["page.html", html, "text/html", "application/octet-stream", "attachment", true],
    ["page.png", html, "image/png", "application/octet-stream", "attachment", true],
    ["a'(b).csv", Buffer.from("a,b\n1,2\n"), "text/csv", "text/csv", "attachment", true],
  ])("%s", async (name, bytes, contentType, found, disposition, sandboxed) => {
    const ref = await uploaded(world, company, { name, bytes, contentType });
    const { body } = await call(preview, { params: { assetId: ref.assetId } });
    const { status, headers } = await show(body.url);
    expect(status).toBe(200);
    expect(headers.get("content-type")).toBe(found);
    expect(headers.get("content-length")).toBe(String(bytes.length));
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("cache-control")).toBe("private, no-store");
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy.includes("sandbox")).toBe(sandboxed);
    const [how, plain = "", encoded] = (headers.get("content-disposition") ?? "").split(/; filename(?=[=*])/);
    expect(how).toBe(disposition);
    expect(encoded ? decodeURIComponent(encoded.replace("*=UTF-8''", "")) : plain.replaceAll(/^="?|"$/g, "")).toBe(
      name,
    );
  });
});

describe("refused uploads", () => {
  test.each([
    ["no name", { name: " ", content_type: "image/png", size_bytes: 1 }, "name is required"],
    ["a name of two lines", { name: "a\nb", content_type: "image/png", size_bytes: 1 }, "name may not contain"],
    ["no type", { name: "a", content_type: "png", size_bytes: 1 }, "content_type must be a type like image/png"],
    ["nothing", { name: "a", content_type: "image/png", size_bytes: 0 }, "size_bytes must be at least 1"],
    ["too much", { name: "a", content_type: "image/png", size_bytes: 26_214_401 }, "size_bytes may be at most 25 MiB"],
    ["half a byte", { name: "a", content_type: "image/png", size_bytes: 1.5 }, "size_bytes must be a whole number"],
  ])("%s", async (_what, body, error) => {
    expect(await announce(body)).toMatchObject({ status: 400, body: { error: expect.stringContaining(error) } });
  });

  test("more bytes, fewer bytes, none, and another type than announced; then the right ones are still taken", async () => {
    const { body } = await announce({ name: "a.png", content_type: "image/png", size_bytes: PNG.length });
    const token = tokenOf(String(body.upload_url));
    const tooMany = Buffer.concat([PNG, PNG]);
    const cases: [BodyInit | null, Record<string, string>, number, string][] = [
      [tooMany, {}, 413, "asset.size_mismatch"],
      [tooMany, { "content-length": String(tooMany.length) }, 413, "asset.size_mismatch"],
      [PNG.subarray(1), {}, 400, "asset.size_mismatch"],
      [null, {}, 400, "asset.size_mismatch"],
      [PNG, { "content-type": "text/html" }, 415, "asset.type_mismatch"],
    ];
    for (const [bytes, headers, status, code] of cases) {
      const refused = await put(token, bytes, headers);
      expect([refused.status, await refused.json()]).toMatchObject([status, { code }]);
    }
    expect(await world.stored()).not.toContainEqual(expect.stringContaining(String(body.asset_id)));
    expect((await put(token, PNG, { "content-type": "image/png; x=y" })).status).toBe(204);
  });

  test("a link that was changed, of the other kind, or none at all", async () => {
    const { assetId } = await uploaded(world, company);
    const { body } = await call(preview, { params: { assetId } });
    const token = tokenOf(String(body.url));
    const [head = "", claims = "", signature = ""] = token.split(".");
    const other = JSON.parse(Buffer.from(claims, "base64url").toString()) as Json;
    const forged = Buffer.from(JSON.stringify({ ...other, asset_id: randomUUID() })).toString("base64url");
    const unsigned = Buffer.from(JSON.stringify({ alg: "none" })).toString("base64url");
    for (const wrong of [`${head}.${forged}.${signature}`, `${unsigned}.${claims}.`, "x", "..", `${token}x`]) {
      const response = await show(wrong);
      expect([response.status, await response.json()], wrong).toMatchObject([403, { code: "link.invalid" }]);
    }
    expect((await put(token, PNG)).status).toBe(403);
  });

  test("refuses an anonymous caller, a stranger, a viewer who writes, and a file of another company", async () => {
    const params = { assetId: (await uploaded(world, company)).assetId };
    const body = { name: "a.png", content_type: "image/png", size_bytes: 1 };
    const doors: [RouteHandler, Asked][] = [
      [list, {}],
      [create, { method: "POST", body }],
      [complete, { method: "POST", params }],
      [preview, { params }],
      [DELETE, { method: "DELETE", params }],
    ];
    signIn(null);
    for (const [route, asked] of doors) expect(await call(route, asked)).toMatchObject({ status: 401 });
    const stranger = await world.company();
    signIn(stranger.founder.user);
    for (const [route, asked] of doors)
      expect(await call(route, asked)).toMatchObject({ status: 403, body: { code: "workspace.forbidden" } });
    for (const [route, asked] of doors.slice(2)) {
      const own = { ...asked, params: { ...params, projectId: stranger.projectId } };
      expect(await call(route, own)).toMatchObject({ status: 404, body: { code: "asset.not_found" } });
    }
    const { actor } = company.viewer;
    signIn({ userId: actor.type === "user" ? actor.userId : "", email: "viewer@example.com" });
    const missing = { status: 403, body: { code: "permission.missing" } };
    expect(await call(preview, { params })).toMatchObject({ status: 200 });
    expect(await call(DELETE, { method: "DELETE", params })).toMatchObject(missing);
    expect(await call(create, { method: "POST", body })).toMatchObject(missing);
  });

  test("signed links of a frozen workspace stop at once", async () => {
    const { assetId } = await uploaded(world, company);
    const shown = await call(preview, { params: { assetId } });
    const begun = await announce({ name: "a.png", content_type: "image/png", size_bytes: PNG.length });
    await world.admin.query("update workspaces set status = 'frozen', frozen_reason = 'abuse' where id = $1", [
      company.workspaceId,
    ]);
    for (const response of [await show(shown.body.url), await put(tokenOf(String(begun.body.upload_url)), PNG)]) {
      expect([response.status, await response.json()]).toMatchObject([403, { code: "workspace.frozen" }]);
    }
    await world.admin.query("update workspaces set status = 'active', frozen_reason = null where id = $1", [
      company.workspaceId,
    ]);
    expect((await show(shown.body.url)).status).toBe(200);
  });
});
