import { LISTENING } from "@/lib/operations/ignition/listening";
import { expectedOf, subjectsBeingDeployed } from "../expected";
import { answer, UNKNOWN, type Detector } from "../facts";

/** Sending workflows wake every minute; a start of n8n or a slow minute is no silence. */
const SILENT_MS = 5 * 60_000;
const SCHEDULED: readonly string[] = ["email_preparation", "email_1", "email_2", "email_3"];

export const silentSchedule: Detector = {
  kind: "silent_schedule",
  detect: (facts) => {
    const { starts, now } = facts;
    const active = expectedOf(facts)?.filter(
      ({ wanted, seen, row: { template } }) =>
        wanted === "published" && seen?.active && SCHEDULED.includes(template) && !LISTENING.includes(template),
    );
    if (!active || starts === null) return UNKNOWN;
    return answer(
      active.flatMap(({ subject, name, campaign, row, seen }) => {
        const last = starts.get(row.workflow_id)?.at(-1)?.getTime() ?? Date.parse(seen?.updatedAt ?? "");
        if (!(now.getTime() - last > SILENT_MS)) return [];
        const words = `${name} is published, and its schedule has not started it for ${Math.floor((now.getTime() - last) / 60_000)} minutes.`;
        const of = { kind: "silent_schedule", subject, campaignId: campaign.id, title: name, words } as const;
        return [{ ...of, healing: "sync" as const }];
      }),
      subjectsBeingDeployed(facts),
    );
  },
};
