import { answer, UNKNOWN, type Detector } from "../facts";

const TOGETHER_MS = 5_000;

export const doubleFire: Detector = {
  kind: "double_fire",
  detect: ({ starts, campaigns }) => {
    if (starts === null) return UNKNOWN;
    const rows = campaigns.flatMap((campaign) => campaign.rows.map((row) => ({ campaign, row })));
    const unasked = rows.flatMap(({ row: { workflow_id } }) =>
      workflow_id === null || starts.has(workflow_id) ? [] : [workflow_id],
    );
    return answer(
      rows.flatMap(({ campaign, row }) => {
        const times = starts.get(row.workflow_id ?? "") ?? [];
        const isDouble = times.some((at, index) => {
          const before = times[index - 1];
          return before !== undefined && at.getTime() - before.getTime() < TOGETHER_MS;
        });
        if (!isDouble || row.workflow_id === null) return [];
        const name = `${row.name ?? row.template} of “${campaign.name}”`;
        const words = `n8n started ${name} twice within five seconds. No email was sent twice: each is claimed once.`;
        const of = { kind: "double_fire", subject: row.workflow_id, campaignId: campaign.id, title: name } as const;
        return [{ ...of, words, healing: null }];
      }),
      unasked,
    );
  },
};
