import { randomUUID } from "node:crypto";
import type { Place } from "@/lib/http/openapi/operation";
import { campaignIn } from "../../../factories/campaigns";
import type { Staff } from "../../foundation/members/members-world";
import type { UnknownWorld } from "../../outreach/sequence/unknown-world";

type Preparation = (world: UnknownWorld, staff: Staff) => Promise<{ place: Partial<Place> }>;

const withDrift: Preparation = async (world, staff) => {
  const { campaignId } = await campaignIn(world, staff, "active");
  const driftId = randomUUID();
  await world.admin.query(
    `insert into genesis.watchdog_drifts (id, workspace_id, campaign_id, kind, subject, title, words, state, first_seen_at, last_seen_at, tries)
     values ($1, $2, $3, 'missing', $4, 'Email 2', 'Email 2 is no longer in n8n.', 'quarantined', now(), now(), 3)`,
    [driftId, staff.workspaceId, campaignId, `${campaignId}:email_2`],
  );
  return { place: { campaignId, driftId } };
};

/** The differences that the examples need. */
export const WATCHDOG_PREPARATIONS = {
  "GET /api/campaigns/[campaignId]/drifts": withDrift,
  "POST /api/drifts/[driftId]/retry": withDrift,
};
