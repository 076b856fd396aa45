import { expectedOf, subjectsBeingDeployed } from "../expected";
import { answer, UNKNOWN, type Detector } from "../facts";
import { silentAfterMs } from "../schedules";

export const silentSchedule: Detector = {
  kind: "silent_schedule",
  detect: (facts) => {
    const { starts, now } = facts;
    const expected = expectedOf(facts);
    if (!expected || starts === null) return UNKNOWN;
    const scheduled = expected.filter(
      ({ wanted, seen, row }) => wanted === "published" && seen?.active && silentAfterMs(row.template) !== null,
    );
    const unasked = scheduled.filter(({ row }) => !starts.has(row.workflow_id)).map(({ subject }) => subject);
    return answer(
      scheduled.flatMap(({ subject, name, campaign, row, seen }) => {
        const times = starts.get(row.workflow_id);
        if (!times) return [];
        // One that was changed lately has been scheduled anew since.
        const last = Math.max(times.at(-1)?.getTime() ?? 0, Date.parse(seen?.updatedAt ?? "") || 0);
        const silentMs = now.getTime() - last;
        if (silentMs <= (silentAfterMs(row.template) ?? Infinity)) return [];
        const words = `${name} is published, and its schedule has not started it for ${Math.floor(silentMs / 60_000)} minutes.`;
        const of = { kind: "silent_schedule", subject, campaignId: campaign.id, title: name, words } as const;
        return [{ ...of, healing: "republish" as const, workflowId: row.workflow_id }];
      }),
      [...subjectsBeingDeployed(facts), ...unasked],
    );
  },
};
