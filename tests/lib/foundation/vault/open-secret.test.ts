import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { keepSecret } from "@/lib/foundation/vault/keep-secret";
import { openSecret } from "@/lib/foundation/vault/open-secret";
import { withTransaction } from "@/lib/platform/transaction";
import { createTestWorld, jobCtx, type Company, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
let company: Company;
let reference: string;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
  reference = await withTransaction(company.job, (tx) => keepSecret(tx, "a plain secret"));
});
afterAll(() => world.close());

test("a job opens it; an owner is refused", async () => {
  expect(await openSecret(company.job, reference)).toBe("a plain secret");
  await expect(openSecret(company.owner, reference)).rejects.toMatchObject({ code: "credential.sealed" });
});

test("another workspace's job finds nothing behind it, and neither does one with an invented reference", async () => {
  const elsewhere = jobCtx(company.stranger);
  await expect(openSecret(elsewhere, reference)).rejects.toMatchObject({ code: "vault.no_such_secret" });
  const invented = `vault://${randomUUID()}`;
  await expect(openSecret(company.job, invented)).rejects.toMatchObject({ code: "vault.no_such_secret" });
});

test.each(["a plain secret", "vault://", "vault://../../other", "https://vault.example/1"])(
  "%s is no reference",
  async (text) => {
    await expect(openSecret(company.job, text)).rejects.toThrow("not a reference");
  },
);
