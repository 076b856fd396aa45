import { generateKeyPairSync, randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startFakeN8n, type FakeN8n } from "./fake-n8n";
import { now, post, tokenFor } from "./send-command";
import { removeDir, startSidecar, type RunningSidecar } from "./sidecar-harness";

let n8n: FakeN8n;
let sidecar: RunningSidecar;
beforeAll(async () => {
  n8n = await startFakeN8n();
  sidecar = await startSidecar({ n8nUrl: n8n.url });
});
afterAll(async () => {
  await sidecar.stop();
  await n8n.stop();
  removeDir(sidecar.dataDir);
});

const command = (): string => JSON.stringify({ action: "LIST_CREDENTIALS", command_id: randomUUID(), payload: {} });

describe("a command's token", () => {
  test("is accepted once and never again, not even after a restart", async () => {
    const body = command();
    const token = await tokenFor(body);
    expect(await post(sidecar.url, body, token)).toMatchObject({ status: 200, body: { success: true } });
    expect(await post(sidecar.url, body, token)).toMatchObject({
      status: 401,
      body: { error: { code: "token.replayed" } },
    });
    await sidecar.stop();
    sidecar = await startSidecar({ n8nUrl: n8n.url, dataDir: sidecar.dataDir });
    expect(await post(sidecar.url, body, token)).toMatchObject({
      status: 401,
      body: { error: { code: "token.replayed" } },
    });
  });

  test("may come from a clock four minutes off", async () => {
    const body = command();
    for (const issuedAt of [now() - 240, now() + 240])
      expect(await post(sidecar.url, body, await tokenFor(body, { issuedAt }))).toMatchObject({ status: 200 });
  });

  test.each([
    ["signed by another key", { key: generateKeyPairSync("ed25519").privateKey }, "token.invalid"],
    ["of another issuer", { issuer: "somebody" }, "token.invalid"],
    ["expired long ago", { issuedAt: now() - 3600 }, "token.invalid"],
    ["from the future", { issuedAt: now() + 480 }, "token.from_future"],
    ["that lives an hour", { lifetime: 3600 }, "token.too_long"],
    ["for no workspace", { audience: "everybody" }, "token.invalid"],
    ["for another body", { bodyHash: "0".repeat(64) }, "token.wrong_body"],
  ])("%s is refused and does nothing", async (_name, claims, code) => {
    const body = command();
    const asked = n8n.asked.length;
    const answer = await post(sidecar.url, body, await tokenFor(body, claims));
    expect(answer).toMatchObject({ status: 401, body: { success: false, error: { code, retryable: false } } });
    expect(n8n.asked).toHaveLength(asked);
  });

  test("that is missing, unsigned or nonsense is refused", async () => {
    const body = command();
    const [header, payload] = (await tokenFor(body)).split(".");
    const unsigned = `${Buffer.from('{"alg":"none"}').toString("base64url")}.${payload}.`;
    for (const token of [null, "x", `${header}.${payload}.`, unsigned])
      expect(await post(sidecar.url, body, token)).toMatchObject({ status: 401 });
  });
});
