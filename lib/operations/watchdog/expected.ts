import { LISTENING } from "@/lib/operations/ignition/listening";
import type { DeployedTemplate } from "@/lib/outreach/campaigns/schemas";
import type { EngineWorkflow } from "@/lib/providers/workflow-engine/port";
import { subjectOf, type CampaignFacts, type Facts } from "./facts";

/** `archived`: put away in n8n. `either`: nothing depends on it. */
export type Wanted = "published" | "unpublished" | "archived" | "either";

/** One workflow that a campaign's row names, what the row wants of it, and what n8n holds under its id. */
export type Expected = {
  campaign: CampaignFacts;
  row: DeployedTemplate & { workflow_id: string };
  subject: string;
  name: string;
  wanted: Wanted;
  /** Null when n8n has none of this id, or put it away. */
  seen: EngineWorkflow | null;
  archived: boolean;
};

/** A campaign that is being deployed changes in n8n while one looks: it is not judged. */
const JUDGED: ReadonlySet<CampaignFacts["status"]> = new Set(["active", "paused", "completed", "archived", "failed"]);

function wantedOf({ status, hearsOn }: CampaignFacts, { template, state }: DeployedTemplate): Wanted {
  if (status === "active") return "published";
  if (status === "archived" && state === "archived") return "archived";
  if (!LISTENING.includes(template)) return "unpublished";
  if (status === "paused") return "published";
  if (status === "failed") return "either";
  return hearsOn ? "published" : "unpublished";
}

/** Null when n8n did not say what it holds, or nothing may be published now. */
export function expectedOf({ campaigns, engine, frozen, held }: Facts): Expected[] | null {
  const { workflows } = engine;
  if (workflows === null || frozen || held) return null;
  const byId = new Map(workflows.map((workflow) => [workflow.workflowId, workflow]));
  return campaigns
    .filter(({ status }) => JUDGED.has(status))
    .flatMap((campaign) =>
      campaign.rows.flatMap((row) => {
        const { workflow_id, template, name = template } = row;
        if (workflow_id === null) return [];
        const found = byId.get(workflow_id) ?? null;
        const archived = found?.archived ?? false;
        const seen = archived ? null : found;
        const wanted = wantedOf(campaign, row);
        const of = { campaign, row: { ...row, workflow_id }, subject: subjectOf(campaign, row) };
        return [{ ...of, name: `${name} of “${campaign.name}”`, wanted, seen, archived }];
      }),
    );
}

/** Every key of the workspace's campaigns, also of those that are not judged. */
export const subjectsBeingDeployed = ({ campaigns }: Facts): string[] =>
  campaigns
    .filter(({ status }) => !JUDGED.has(status))
    .flatMap((campaign) => campaign.rows.map((row) => subjectOf(campaign, row)));
