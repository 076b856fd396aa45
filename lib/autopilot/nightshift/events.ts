import { z } from "zod";
import { Link } from "@/lib/company/approvals/events";
import { defineEvent } from "@/lib/platform/contracts";
import { Unnamed } from "@/lib/platform/unnamed";

const About = z.object({ run_id: z.uuid(), mode: z.enum(["shadow", "live"]), position: z.number().int() });

export const NightshiftStarted = defineEvent("nightshift.started", About, () => "The night shift began.");

export const RecommendationsGenerated = defineEvent(
  "nightshift.recommendations_generated",
  About.extend({
    ids: z.array(z.uuid()),
    ranking_hash: z.string(),
    kpi_sha256: z.string(),
    facts_only: z.string().nullable(),
    links: z.array(Link),
  }),
  ({ ids, mode }) =>
    `The night shift found ${ids.length} ${ids.length === 1 ? "recommendation" : "recommendations"}${mode === "shadow" ? ", in shadow mode" : ""}.`,
);

export const NightshiftNothingNew = defineEvent(
  "nightshift.nothing_new",
  About,
  () => "The night shift found nothing new.",
);

export const NightshiftFailed = defineEvent(
  "nightshift.failed",
  About.extend({ why: Unnamed }),
  ({ why }) => `The night shift did not finish: ${why}`,
);

export const NightshiftSettingsSaved = defineEvent(
  "nightshift.settings_saved",
  z.object({ mode: z.string().nullable(), hour: z.string(), cadence: z.string() }),
  ({ hour, cadence }) =>
    cadence === "off"
      ? "The night shift no longer emails its report."
      : `The night shift reports ${cadence} at ${hour}.`,
);

export const RecommendationScored = defineEvent(
  "recommendation.scored",
  z.object({
    recommendation_id: z.uuid(),
    title: Unnamed,
    days: z.number().int(),
    outcome: z.enum(["hit", "miss", "unmeasurable"]),
    before: z.number().nullable(),
    after: z.number().nullable(),
    carried_out: z.boolean(),
    links: z.array(Link),
  }),
  ({ title, days, outcome, before, after, carried_out }) => {
    if (outcome === "unmeasurable") return `The effect of “${title}” could not be measured after ${days} days.`;
    const moved = before === after ? `stayed at ${after}` : `moved from ${before} to ${after}`;
    return `${days} days after “${title}”${carried_out ? "" : ", which was not carried out,"} its number ${moved}.`;
  },
);
