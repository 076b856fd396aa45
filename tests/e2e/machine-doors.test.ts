import { randomBytes, randomUUID } from "node:crypto";
import { request } from "node:http";
import { Client } from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import { Founder, productRuntime } from "../support/founder";

type Answer = { status: number; code: unknown };
type Post = { headers?: Record<string, string | string[]>; body?: string | Buffer };

describe("the doors of machines", () => {
  let url: string;
  let databaseUrl: string;
  let founder: Founder;
  let workspaceId: string;
  let token: string;

  beforeAll(async () => {
    ({ url, databaseUrl } = await productRuntime());
    founder = await Founder.signIn(`machines-${randomUUID().slice(0, 8)}@founders.example`);
    ({ workspaceId, token } = await openWorkspace());
  });

  async function openWorkspace(): Promise<{ workspaceId: string; token: string }> {
    const { body } = await founder.post<{ workspace_id: string }>("/api/projects", { name: "Machines" });
    const issued = await founder.post<{ token: string }>(`/api/workspaces/${body.workspace_id}/webhook-token`, {});
    return { workspaceId: body.workspace_id, token: issued.body.token };
  }

  const event = (more: object = {}): string =>
    JSON.stringify({
      workspace_id: workspaceId,
      contact_email: "ada@buyers.example",
      event_type: "opened",
      idempotency_key: randomUUID(),
      ...more,
    });

  /** By Node's own client: `fetch` would mend what is wrong here before it is sent. */
  function post({ headers = {}, body = event() }: Post = {}): Promise<Answer> {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    const sent = request(
      `${url}/api/events`,
      { method: "POST", headers: { "content-type": "application/json", ...headers } },
      (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (part: string) => (text += part));
        response.on("end", () => {
          const isJson = response.headers["content-type"]?.includes("json") ?? false;
          const { code } = (isJson ? JSON.parse(text) : {}) as { code?: unknown };
          resolve({ status: response.statusCode ?? 0, code });
        });
      },
    );
    sent.on("error", reject);
    sent.end(body);
    return promise;
  }

  const wrong = { status: 401, code: "webhook_token.invalid" };

  it("open for the workspace's token", async () => {
    expect(await post({ headers: { "x-webhook-token": token } })).toMatchObject({ status: 200 });
    expect(await post({ headers: { authorization: `Bearer ${token}` } })).toMatchObject({ status: 200 });
  });

  it("stay shut for the token in upper case, cut, doubled, or with something in or around it", async () => {
    const letters = /[a-f]/.test(token) ? token : `${token}a`;
    const bad = [
      letters.toUpperCase(),
      token.slice(0, -1),
      token + token,
      `${token.slice(0, 10)} ${token.slice(10)}`,
      `"${token}"`,
      `${token},`,
      "",
    ];
    for (const value of bad) expect(await post({ headers: { "x-webhook-token": value } })).toMatchObject(wrong);
  });

  it("take no notice of the spaces HTTP allows around a header's value", async () => {
    expect(await post({ headers: { "x-webhook-token": `  ${token} ` } })).toMatchObject({ status: 200 });
  });

  it("stay shut when the header comes twice, even with the right token both times", async () => {
    for (const other of [token, "0".repeat(64)]) {
      expect(await post({ headers: { "x-webhook-token": [token, other] } })).toMatchObject(wrong);
    }
  });

  it("refuse a token of 10 MB at once, as a header that is too large", async () => {
    // The server may hang up while the rest is still on its way.
    const outcome = await post({ headers: { "x-webhook-token": "a".repeat(10_000_000) } }).then(
      ({ status }) => String(status),
      (error: NodeJS.ErrnoException) => error.code,
    );
    expect(outcome).toMatch(/^(431|ECONNRESET|EPIPE)$/);
    const long = await post({ headers: { "x-webhook-token": "a".repeat(12_000) } });
    expect(long).toMatchObject(wrong);
  });

  it("ask for the token before they read the body", async () => {
    const body = Buffer.alloc(3 * 1024 * 1024, "x");
    expect(await post({ headers: { "x-webhook-token": "0".repeat(64) }, body })).toMatchObject(wrong);
  });

  it.each<[number, string, string, () => string | Buffer]>([
    [413, "body.too_large", "application/json", () => Buffer.alloc(10_000_000, "[")],
    [415, "body.not_json", "text/plain", () => "{}"],
    [400, "body.invalid", "application/json", () => `${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}`],
    [400, "body.invalid", "application/json", () => Buffer.from([0x7b, 0xff, 0x7d])],
    [400, "body.invalid", "application/json", () => '{"workspace_id":"\\u0000"}'],
  ])("answer %i %s to a body of %s they cannot take", async (status, code, type, body) => {
    const headers = { "x-webhook-token": token, "content-type": type };
    expect(await post({ headers, body: body() })).toMatchObject({ status, code });
  });

  // S1, S2 of the specification's matrix.
  it("S1: answer 401 to another workspace's token", async () => {
    const other = await openWorkspace();
    expect(await post({ headers: { "x-webhook-token": other.token } })).toMatchObject(wrong);
    expect(await post({ headers: { "x-webhook-token": randomBytes(32).toString("hex") } })).toMatchObject(wrong);
  });

  it("S2: answer 400 when workspace_id is missing", async () => {
    const headers = { "x-webhook-token": token };
    expect(await post({ headers, body: event({ workspace_id: undefined }) })).toMatchObject({
      status: 400,
      code: "workspace_id.missing",
    });
  });

  it("S4, S5: a frozen workspace takes no event and shows no dashboard", async () => {
    const frozen = await openWorkspace();
    const headers = { "x-webhook-token": frozen.token };
    expect(await post({ headers, body: event({ workspace_id: frozen.workspaceId }) })).toMatchObject({ status: 200 });
    const dashboard = `/api/dashboard/aggregate?workspace_id=${frozen.workspaceId}`;
    expect((await founder.get(dashboard)).status).toBe(200);
    await freeze(frozen.workspaceId);
    expect(await post({ headers, body: event({ workspace_id: frozen.workspaceId }) })).toMatchObject({
      status: 403,
      code: "workspace.frozen",
    });
    await expect.poll(async () => (await founder.get(dashboard)).body).toMatchObject({ code: "workspace.frozen" });
  });

  it("S7: saving a credential in somebody else's workspace is 403", async () => {
    const stranger = await Founder.signIn(`stranger-${randomUUID().slice(0, 8)}@founders.example`);
    const answer = await stranger.post("/api/onboarding/credentials", {
      workspace_id: workspaceId,
      type: "openai_api",
      data: { api_key: "sk-of-a-stranger" },
    });
    expect(answer).toMatchObject({ status: 403, body: { code: "workspace.forbidden" } });
  });

  async function freeze(id: string): Promise<void> {
    const client = new Client({ connectionString: databaseUrl });
    await client.connect();
    try {
      await client.query("set role service_role");
      await client.query("update workspaces set status = 'frozen', frozen_reason = 'Spam.' where id = $1", [id]);
    } finally {
      await client.end();
    }
  }
});
