import { afterAll, beforeAll, expect, test } from "vitest";
import { confirmSent } from "@/lib/outreach/sequence/confirm-sent";
import { withTransaction } from "@/lib/platform/transaction";
import type { Company } from "../../../factories/test-world";
import { createUnknownWorld, type UnknownWorld } from "./unknown-world";

let world: UnknownWorld;
let company: Company;
beforeAll(async () => {
  world = await createUnknownWorld();
  company = await world.mailingCompany();
});
afterAll(() => world.close());

const confirm = (of: Company, messageId: string): Promise<void> =>
  withTransaction(of.owner, (tx) => confirmSent(tx, [{ messageId, sentAt: "2026-11-01T12:00:00.000Z" }]));

async function mail(claimId: string) {
  const { rows } = await world.admin.query(
    "select status, sent_at, reported_at from genesis.sequence_emails where claim_id = $1",
    [claimId],
  );
  return rows[0] as { status: string; sent_at: Date | null; reported_at: Date | null };
}

test("an unknown mail whose message id was reported did go out, and is reported already", async () => {
  const { claimId, messageId } = await world.unknown(company);
  await confirm(company, messageId);
  const settled = await mail(claimId);
  expect(settled).toMatchObject({
    status: "sent",
    sent_at: new Date("2026-11-01T12:00:00.000Z"),
    reported_at: expect.any(Date),
  });
  await confirm(company, messageId);
  expect(await mail(claimId)).toEqual(settled);
});

test("a message id without its angle brackets is the same message; another one changes nothing", async () => {
  const { claimId, messageId } = await world.unknown(company);
  await confirm(company, "<somebody@else>");
  expect((await mail(claimId)).status).toBe("unknown");
  await confirm(company, messageId.replace(/^<|>$/g, ""));
  expect((await mail(claimId)).status).toBe("sent");
});

test("another workspace cannot settle it", async () => {
  const { claimId, messageId } = await world.unknown(company);
  await confirm(await world.company(), messageId);
  expect((await mail(claimId)).status).toBe("unknown");
});
