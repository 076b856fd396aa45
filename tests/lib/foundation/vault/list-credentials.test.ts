import { afterAll, beforeAll, expect, test } from "vitest";
import { listCredentials } from "@/lib/foundation/vault/list-credentials";
import { sealCredential } from "@/lib/foundation/vault/seal-credential";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

test("everything a member may see, and no secret", async () => {
  const { owner, viewer, stranger } = await world.company();
  await sealCredential(owner, { type: "apify", data: { api_token: "apify-token-0123456789" } });
  const data = { host: "imap.example.com", port: 993, secure: true, user: "jo@example.com", password: "imap-password" };
  await sealCredential(owner, { type: "imap", name: "Replies", data });
  const shown = await listCredentials(viewer);
  expect(shown.map(({ type, name, masked }) => [type, name, masked.preview])).toEqual([
    ["apify", "apify", "•••6789"],
    ["imap", "Replies", "imap.example.com · j•••@example.com"],
  ]);
  expect(JSON.stringify(shown)).not.toMatch(/apify-token|imap-password|jo@example/);
  expect(await listCredentials(stranger)).toEqual([]);
});
