import { expectedOf, subjectsBeingDeployed } from "../expected";
import { answer, UNKNOWN, type Detector } from "../facts";

export const unpublishedHalf: Detector = {
  kind: "unpublished_half",
  detect: (facts) => {
    const expected = expectedOf(facts);
    if (expected === null) return UNKNOWN;
    return answer(
      expected.flatMap(({ subject, name, campaign, row, wanted, seen }) => {
        // A change made by hand that nobody published is content drift.
        const isOurs = seen?.contentHash === row.content_hash || !row.content_hash;
        if (wanted !== "published" || !seen?.active || seen.activeVersionId === seen.versionId || !isOurs) return [];
        const words = `n8n says that ${name} is active, and does not run its newest version.`;
        const of = { kind: "unpublished_half", subject, campaignId: campaign.id, title: name, words } as const;
        return [{ ...of, healing: "sync" as const }];
      }),
      subjectsBeingDeployed(facts),
    );
  },
};
