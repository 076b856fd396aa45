import { randomUUID } from "node:crypto";
import { getSequence } from "@/lib/outreach/sequence/get-sequence";
import { listLeadsToPrepare } from "@/lib/outreach/sequence/list-leads-to-prepare";
import { saveSequence } from "@/lib/outreach/sequence/save-sequence";
import { SaveSequence, type SavedSequence } from "@/lib/outreach/sequence/schemas";
import type { TestWorld } from "../../../factories/test-world";
import type { Sender } from "./engine-world";

type Given = Record<string, unknown>;

/** A step as a founder writes it: exact, a day after the one before. */
export const exact = (more: Given = {}): Given => ({
  delay_days: 1,
  subject: "Hello",
  body: "Hi there,\n\nfirst?",
  ...more,
});
export const model = (instructions: string, more: Given = {}): Given => ({
  mode: "model",
  delay_days: 1,
  instructions,
  ...more,
});

/** Saves these steps over whatever the campaign has. */
export async function saveSteps(
  { company: { owner }, campaignId }: Sender,
  steps: readonly Given[],
  more: Given = {},
): Promise<SavedSequence> {
  const { revision } = await getSequence(owner, { campaignId });
  const given = steps.map((step, index) =>
    index === 0 ? { ...step, delay_days: step["delay_days"] === 1 ? 0 : step["delay_days"] } : step,
  );
  return saveSequence(owner, { campaignId, ...SaveSequence.parse({ revision, steps: given, ...more }) });
}

/** A lead with these fields; answers its id. */
export async function leadOf(world: TestWorld, { company }: Sender, fields: Given = {}): Promise<string> {
  const lead: Given = { id: randomUUID(), email: `${randomUUID()}@example.org`, ...fields };
  const names = Object.keys(lead);
  await world.admin.query(
    `insert into genesis.leads (workspace_id, ${names.join(", ")}) values ($1, ${names.map((_, index) => `$${index + 2}`).join(", ")})`,
    [company.workspaceId, ...Object.values(lead)],
  );
  return String(lead["id"]);
}

/** As the workflow does every five minutes. */
export const prepare = ({ engine, campaignId }: Sender) =>
  listLeadsToPrepare(engine, { campaign_id: campaignId, limit: 50 });

/** Days pass since everything was sent and drafted. */
export async function daysPass({ admin }: TestWorld, { campaignId }: Sender, days: number): Promise<void> {
  await admin.query(
    `update genesis.sequence_emails set sent_at = sent_at - make_interval(days => $2), drafted_at = drafted_at - make_interval(days => $2)
     where campaign_id = $1`,
    [campaignId, days],
  );
}
