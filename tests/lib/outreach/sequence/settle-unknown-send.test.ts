import { afterAll, beforeAll, expect, test } from "vitest";
import { settleUnknownSend } from "@/lib/outreach/sequence/settle-unknown-send";
import { withTransaction } from "@/lib/platform/transaction";
import { stepsOf } from "../email-world";
import { createUnknownWorld, type UnknownWorld } from "./unknown-world";

let world: UnknownWorld;
beforeAll(async () => {
  world = await createUnknownWorld();
});
afterAll(() => world.close());

test("two at once: one settles it, the other learns that it is settled", async () => {
  const company = await world.mailingCompany();
  const { claimId, leadId } = await world.unknown(company);
  const outcomes = await Promise.all(
    (["sent", "not_sent"] as const).map((outcome) =>
      withTransaction(company.owner, (tx) => settleUnknownSend(tx, { claimId, outcome, decidedBy: "founder" })),
    ),
  );
  const [settled, ...others] = outcomes.filter((outcome) => outcome !== null);
  expect(others).toEqual([]);
  expect((await stepsOf(world, leadId))[0]).toBe(settled?.status);
  const lines = (await world.ledger(company.workspaceId)).filter(
    ({ event_type }) => event_type === "unknown_send.settled",
  );
  expect(lines).toHaveLength(1);
});

test("another workspace's mail is not there", async () => {
  const company = await world.mailingCompany();
  const { claimId, leadId } = await world.unknown(company);
  const settle = withTransaction(company.stranger, (tx) =>
    settleUnknownSend(tx, { claimId, outcome: "sent", decidedBy: "founder" }),
  );
  expect(await settle).toBeNull();
  expect((await stepsOf(world, leadId))[0]).toBe("unknown");
});
