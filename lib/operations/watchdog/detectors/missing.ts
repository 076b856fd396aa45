import { expectedOf, subjectsBeingDeployed, type Expected } from "../expected";
import { answer, UNKNOWN, type Detector, type Finding } from "../facts";

/** More than one campaign's workflows: that all of them are gone is n8n's trouble, or ours, and no hand's. */
const IMPLAUSIBLE = 8;

const toFinding = ({ subject, name, campaign, archived }: Expected): Finding => ({
  kind: "missing",
  subject,
  campaignId: campaign.id,
  title: name,
  words: archived ? `${name} was archived by hand in n8n.` : `${name} is no longer in n8n.`,
  healing: "sync",
});

export const missing: Detector = {
  kind: "missing",
  detect: (facts) => {
    const wanted = expectedOf(facts)?.filter(({ wanted: want }) => want === "published");
    if (!wanted) return UNKNOWN;
    const gone = wanted.filter(({ seen }) => seen === null);
    if (gone.length < wanted.length || gone.length < IMPLAUSIBLE) {
      return answer(gone.map(toFinding), subjectsBeingDeployed(facts));
    }
    const words = `n8n shows none of the ${gone.length} workflows that should be there. Nothing is deployed anew until a person has looked at n8n.`;
    const all = { kind: "missing", subject: "all", campaignId: null, title: "All workflows", words } as const;
    // Whether single ones are missing cannot be said of an n8n that shows nothing.
    return { findings: [{ ...all, healing: null, asks: true }], unknown: gone.map(({ subject }) => subject) };
  },
};
