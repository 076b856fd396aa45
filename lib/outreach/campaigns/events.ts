import { z } from "zod";
import { Guardrail } from "@/lib/outreach/mailbox/schemas";
import { announce, defineEvent } from "@/lib/platform/contracts";

const Named = z.object({ campaignId: z.uuid(), name: z.string() });

export const CampaignCreated = defineEvent("campaign.created", Named, ({ name }) => `Campaign “${name}” was created.`);
const FIELDS: Record<string, string> = {
  name: "its name",
  daily_limit: "the daily limit",
  send_window: "the sending window",
  step_delays_days: "the delays between emails",
  review_mode: "which emails wait for approval",
  stop_company_on_reply: "whether a reply stops the whole company",
};

export const CampaignUpdated = defineEvent(
  "campaign.updated",
  Named.extend({ changed: z.array(z.string()) }),
  ({ name, changed }) =>
    `Campaign “${name}” was changed: ${changed.map((field) => FIELDS[field] ?? field).join(", ")}.`,
);
export const CampaignActivated = defineEvent(
  "campaign.activated",
  Named,
  ({ name }) => `Campaign “${name}” is being activated.`,
);
export const CampaignDeployed = announce(
  defineEvent(
    "campaign.deployed",
    Named.extend({ workflows: z.number().int() }),
    ({ name, workflows }) => `Campaign “${name}” is active: ${workflows} workflows are published and answer.`,
  ),
);
export const CampaignFailed = defineEvent(
  "campaign.failed",
  Named.extend({ reason: z.string() }),
  ({ name, reason }) => `Campaign “${name}” could not be deployed: ${reason}`,
);
export const CampaignRepairRequested = defineEvent(
  "campaign.repair_requested",
  Named.extend({ reason: z.string().nullable() }),
  ({ name, reason }) => `Campaign “${name}” is being repaired${reason ? `: ${reason}` : ""}.`,
);
export const CampaignPaused = defineEvent(
  "campaign.paused",
  Named,
  ({ name }) => `Campaign “${name}” was paused: nothing more is sent. Replies and opt-outs are still heard.`,
);
export const CampaignGuarded = defineEvent(
  "campaign.guarded",
  Named.extend({ guardrail: Guardrail }),
  ({ name, guardrail }) =>
    `Campaign “${name}” was paused because of too many ${guardrail}. It goes on when you resume it.`,
);
export const CampaignResumed = defineEvent(
  "campaign.resumed",
  Named,
  ({ name }) => `Campaign “${name}” goes on: the mail account passed its test.`,
);
export const CampaignCompleted = defineEvent(
  "campaign.completed",
  Named,
  ({ name }) => `Campaign “${name}” was completed: nothing more is sent. Replies and opt-outs are still heard.`,
);
export const CampaignArchived = defineEvent(
  "campaign.archived",
  Named,
  ({ name }) => `Campaign “${name}” was archived: nothing more is sent, and its numbers stay.`,
);
export const CampaignWorkflowsRemoved = defineEvent(
  "campaign.workflows_removed",
  Named,
  ({ name }) => `The workflows of the archived campaign “${name}” were removed from n8n.`,
);
export const CampaignDeleted = defineEvent(
  "campaign.deleted",
  Named.extend({ unsent: z.number().int() }),
  ({ name, unsent }) =>
    `Campaign “${name}” was deleted${unsent > 0 ? ` with ${unsent} unsent ${unsent === 1 ? "email" : "emails"}` : ""}: its numbers stay.`,
);
export const RunRequested = defineEvent(
  "campaign.run_requested",
  Named.extend({ step: z.string() }),
  ({ name, step }) => `“Run now” was asked for ${step.replace("_", " ")} of “${name}”.`,
);

export const AudienceSaved = defineEvent(
  "campaign.audience_saved",
  z.object({ campaignId: z.uuid(), name: z.string(), people: z.number().int() }),
  ({ name, people }) =>
    `The audience of ${name} was set: ${people.toLocaleString("en-US")} ${people === 1 ? "person" : "people"}.`,
);
