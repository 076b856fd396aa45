import { expectedOf, subjectsBeingDeployed } from "../expected";
import { answer, UNKNOWN, type Detector } from "../facts";

export const ghostWebhook: Detector = {
  kind: "ghost_webhook",
  detect: (facts) => {
    const published = expectedOf(facts)?.filter(({ wanted, seen }) => wanted === "published" && seen?.active);
    if (!published) return UNKNOWN;
    const { probes } = facts.engine;
    return answer(
      published.flatMap(({ subject, name, campaign, row }) => {
        if (probes.get(row.workflow_id) !== false) return [];
        const words = `${name} is published in n8n, but its webhook does not answer.`;
        return [
          {
            kind: "ghost_webhook" as const,
            subject,
            campaignId: campaign.id,
            title: name,
            words,
            healing: "sync" as const,
          },
        ];
      }),
      [
        ...subjectsBeingDeployed(facts),
        ...published.flatMap(({ row, subject }) => (probes.has(row.workflow_id) ? [] : [subject])),
      ],
    );
  },
};
