import { expectedOf, subjectsBeingDeployed } from "../expected";
import { answer, UNKNOWN, type Detector } from "../facts";

export const contentDrift: Detector = {
  kind: "content_drift",
  detect: (facts) => {
    const expected = expectedOf(facts);
    if (expected === null) return UNKNOWN;
    const comparable = expected.filter(({ row, seen }) => row.content_hash && seen?.contentHash);
    return answer(
      comparable.flatMap(({ subject, name, campaign, row, seen }) => {
        if (seen?.contentHash === row.content_hash) return [];
        const words = `${name} was changed by hand in n8n. Your change stays until you put ours back, or the next deployment replaces it.`;
        const of = { kind: "content_drift", subject, campaignId: campaign.id, title: name, words } as const;
        return [{ ...of, healing: null, asks: true }];
      }),
      [
        ...subjectsBeingDeployed(facts),
        ...expected.flatMap(({ row, seen, subject }) => (row.content_hash && seen?.contentHash ? [] : [subject])),
      ],
    );
  },
};
