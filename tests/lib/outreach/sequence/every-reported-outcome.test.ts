import { afterAll, beforeAll, expect, test } from "vitest";
import { listUnreportedOutcomes } from "@/lib/outreach/sequence/list-unreported-outcomes";
import { markReported } from "@/lib/outreach/sequence/mark-reported";
import { recordOutcome } from "@/lib/outreach/sequence/record-outcome";
import { withTransaction } from "@/lib/platform/transaction";
import { createEngineWorld, type EngineWorld, type Sender } from "./engine-world";

let world: EngineWorld;
beforeAll(async () => {
  world = await createEngineWorld();
});
afterAll(() => world.close());

const unreported = ({ engine }: Sender) => withTransaction(engine, (tx) => listUnreportedOutcomes(tx, 10));
const mark = ({ engine }: Sender, ids: string[]) => withTransaction(engine, (tx) => markReported(tx, ids));

test("a sent email waits to be reported until it is marked, in its own workspace", async () => {
  const [sender, other] = [await world.sender(), await world.sender()];
  await sender.drafted();
  const { claim_id: claimId } = await sender.claimOne();
  expect(await unreported(sender)).toEqual([]);
  await recordOutcome(sender.engine, { claimId, status: "sent", response: "250 OK" });
  expect(await unreported(sender)).toMatchObject([{ claimId, event: { event_type: "sent", step: 1 } }]);
  await mark(other, [claimId]);
  await mark(sender, []);
  expect(await unreported(sender)).toHaveLength(1);
  await mark(sender, [claimId]);
  expect(await unreported(sender)).toEqual([]);
});
