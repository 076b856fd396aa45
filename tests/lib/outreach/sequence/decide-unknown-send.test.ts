import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { decideUnknownSend } from "@/lib/outreach/sequence/decide-unknown-send";
import { listUnknownSends } from "@/lib/outreach/sequence/list-unknown-sends";
import type { Company } from "../../../factories/test-world";
import { claimed, draftedPerson, stepsOf, withoutLedger } from "../email-world";
import { createUnknownWorld, type UnknownWorld } from "./unknown-world";

let world: UnknownWorld;
let company: Company;
beforeAll(async () => {
  world = await createUnknownWorld();
  company = await world.company();
});
afterAll(() => world.close());

test.each([
  ["sent", "sent", "it was sent."],
  ["not_sent", "drafted", "it was not sent and is due again."],
] as const)("decided as %s it becomes %s, and the ledger says who decided", async (outcome, status, words) => {
  const mail = await world.unknown(company);
  expect(await decideUnknownSend(company.owner, { claim_id: mail.claimId, outcome })).toEqual({
    claim_id: mail.claimId,
    status,
  });
  expect((await stepsOf(world, mail.leadId))[0]).toBe(status);
  const line = (await world.ledger(company.workspaceId)).at(-1);
  expect(line).toMatchObject({
    event_type: "unknown_send.settled",
    actor_type: "user",
    data: { decidedBy: "founder", outcome },
  });
  expect(line?.message).toContain(words);
  expect((await listUnknownSends(company.owner, { limit: 50 })).data).toEqual([]);
});

test.each(["claimed", "sent", "bounced"])("a %s mail is not to be decided", async (status) => {
  const { leadId } = await draftedPerson(world, company);
  const { claimId } = await claimed(world, { leadId, step: 1, status, minutesAgo: 1 });
  await expect(decideUnknownSend(company.owner, { claim_id: claimId, outcome: "not_sent" })).rejects.toMatchObject({
    code: "unknown_send.not_found",
  });
  expect((await stepsOf(world, leadId))[0]).toBe(status);
});

test("a second decision, an unknown claim and another workspace's are not here; a viewer may not", async () => {
  const mail = await world.unknown(company);
  const decision = { claim_id: mail.claimId, outcome: "not_sent" } as const;
  const missing = { kind: "not_found", code: "unknown_send.not_found" };
  await expect(decideUnknownSend(company.stranger, decision)).rejects.toMatchObject(missing);
  await expect(decideUnknownSend(company.owner, { ...decision, claim_id: randomUUID() })).rejects.toMatchObject(
    missing,
  );
  await expect(decideUnknownSend(company.viewer, decision)).rejects.toMatchObject({ code: "permission.missing" });
  expect((await stepsOf(world, mail.leadId))[0]).toBe("unknown");
  await decideUnknownSend(company.owner, decision);
  await expect(decideUnknownSend(company.owner, decision)).rejects.toMatchObject(missing);
});

test("when the ledger cannot be written, nothing is decided", async () => {
  const mail = await world.unknown(company);
  await expect(
    withoutLedger(world, () => decideUnknownSend(company.owner, { claim_id: mail.claimId, outcome: "sent" })),
  ).rejects.toThrow();
  expect((await stepsOf(world, mail.leadId))[0]).toBe("unknown");
});
