import { randomUUID } from "node:crypto";

/** One workspace's rows that hang together, for the reads that join or filter; every other table gets some row. */
export type Things = Record<
  | "asset"
  | "group"
  | "campaign"
  | "deletedCampaign"
  | "lead"
  | "import"
  | "freeze"
  | "drift"
  | "invite"
  | "credential"
  | "launchWorkflow"
  | "campaignWorkflow"
  | "contact"
  | "thread"
  | "answer"
  | "claim"
  | "identity"
  | "mailThread"
  | "received"
  | "sent"
  | "approval"
  | "task"
  | "receipt"
  | "memory",
  string
> & {
  project: string;
  email: string;
};

export const newThings = (project: string): Things => ({
  asset: randomUUID(),
  group: randomUUID(),
  campaign: randomUUID(),
  deletedCampaign: randomUUID(),
  lead: randomUUID(),
  import: randomUUID(),
  freeze: randomUUID(),
  drift: randomUUID(),
  invite: randomUUID(),
  credential: randomUUID(),
  launchWorkflow: randomUUID(),
  campaignWorkflow: randomUUID(),
  contact: randomUUID(),
  thread: randomUUID(),
  answer: randomUUID(),
  claim: randomUUID(),
  identity: randomUUID(),
  mailThread: randomUUID(),
  received: randomUUID(),
  sent: randomUUID(),
  approval: randomUUID(),
  task: randomUUID(),
  receipt: randomUUID(),
  memory: randomUUID(),
  project,
  email: `${randomUUID()}@example.com`,
});
