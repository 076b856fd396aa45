import { answer, UNKNOWN, type Detector } from "../facts";

const KEY = /^campaign:([0-9a-f-]{36}):/;

export const orphanOurs: Detector = {
  kind: "orphan_ours",
  detect: ({ campaigns, engine: { workflows } }) => {
    if (workflows === null) return UNKNOWN;
    const known = new Set(campaigns.map(({ id }) => id));
    return answer(
      workflows.flatMap(({ workflowId, key, name, active, archived }) => {
        const campaignId = KEY.exec(key)?.[1];
        if (archived || campaignId === undefined || known.has(campaignId)) return [];
        const words = `${name} belongs to a campaign that was deleted. ${active ? "It is unpublished, and kept." : "It does not run."}`;
        const of = { kind: "orphan_ours", subject: workflowId, campaignId: null, title: name, words } as const;
        return [{ ...of, healing: active ? ("unpublish" as const) : null, workflowId }];
      }),
    );
  },
};
