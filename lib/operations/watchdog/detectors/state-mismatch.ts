import { expectedOf, subjectsBeingDeployed } from "../expected";
import { answer, UNKNOWN, type Detector } from "../facts";

export const stateMismatch: Detector = {
  kind: "state_mismatch",
  detect: (facts) => {
    const expected = expectedOf(facts);
    if (expected === null) return UNKNOWN;
    return answer(
      expected.flatMap(({ subject, name, campaign, wanted, seen }) => {
        if (seen === null || wanted === "either") return [];
        if (wanted !== "archived" && seen.active === (wanted === "published")) return [];
        const words = seen.active
          ? `${name} is published in n8n although the campaign is ${campaign.status}. Nothing of it can be sent.`
          : wanted === "archived"
            ? `${name} was taken out of n8n’s archive although the campaign is archived.`
            : `${name} was unpublished in n8n although the campaign is ${campaign.status}.`;
        const of = { kind: "state_mismatch", subject, campaignId: campaign.id, title: name, words } as const;
        return [{ ...of, healing: "sync" as const }];
      }),
      subjectsBeingDeployed(facts),
    );
  },
};
