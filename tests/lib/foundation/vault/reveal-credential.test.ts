import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { revealCredential } from "@/lib/foundation/vault/reveal-credential";
import { sealCredential } from "@/lib/foundation/vault/seal-credential";
import { createTestWorld, jobCtx, type TestWorld } from "../../../factories/test-world";

const data = { api_key: "sk-test-0123456789abcdef" };

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

test("a job gets exactly what was stored", async () => {
  const { owner, job } = await world.company();
  const { credential_id: credentialId } = await sealCredential(owner, { type: "openai_api", data });
  expect(await revealCredential(job, { credentialId, type: "openai_api" })).toEqual(data);
});

test("refuses the owner, a viewer, a job of another workspace, and another type", async () => {
  const { owner, viewer, stranger, job } = await world.company();
  const { credential_id: credentialId } = await sealCredential(owner, { type: "openai_api", data });
  const wanted = { credentialId, type: "openai_api" } as const;
  await expect(revealCredential(owner, wanted)).rejects.toMatchObject({ kind: "forbidden", code: "credential.sealed" });
  await expect(revealCredential(viewer, wanted)).rejects.toMatchObject({ code: "permission.missing" });
  await expect(revealCredential(jobCtx(stranger), wanted)).rejects.toMatchObject({ code: "credential.not_found" });
  await expect(revealCredential(job, { credentialId, type: "apify" })).rejects.toMatchObject({
    code: "credential.not_found",
  });
  await expect(revealCredential(job, { ...wanted, credentialId: randomUUID() })).rejects.toMatchObject({
    code: "credential.not_found",
  });
});

test("a row moved into another workspace cannot be read there", async () => {
  const { owner, stranger } = await world.company();
  const { credential_id: credentialId } = await sealCredential(owner, { type: "openai_api", data });
  await world.admin.query("update genesis.credential_store set workspace_id = $2 where id = $1", [
    credentialId,
    stranger.workspaceId,
  ]);
  const failure = await revealCredential(jobCtx(stranger), { credentialId, type: "openai_api" }).catch(
    (error: unknown) => error,
  );
  expect(failure).toBeInstanceOf(Error);
  expect(String(failure)).not.toContain(data.api_key);
});
