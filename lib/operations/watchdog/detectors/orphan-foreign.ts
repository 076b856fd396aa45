import { answer, UNKNOWN, type Detector } from "../facts";

export const orphanForeign: Detector = {
  kind: "orphan_foreign",
  detect: ({ engine: { strangers } }) => {
    if (strangers === null) return UNKNOWN;
    return answer(
      strangers.map(({ workflowId, name, active }) => ({
        kind: "orphan_foreign",
        subject: workflowId,
        campaignId: null,
        title: name,
        words: `${name} was made by hand in n8n${active ? " and is published" : ""}. It belongs to no company, and is left alone.`,
        healing: null,
      })),
    );
  },
};
