import { answer, UNKNOWN, type Detector } from "../facts";

export const frozenButAlive: Detector = {
  kind: "frozen_but_alive",
  detect: ({ frozen, engine: { workflows, running } }) => {
    if (!frozen) return answer([]);
    if (workflows === null || running === null) return UNKNOWN;
    const published = workflows.filter(({ active }) => active).length;
    if (published === 0 && running === 0) return answer([]);
    const words = `The company is frozen, and n8n still has ${published} published workflows and ${running} unfinished executions.`;
    const of = { kind: "frozen_but_alive", subject: "workspace", campaignId: null, title: "Frozen company" } as const;
    return answer([{ ...of, words, healing: "freeze", asks: true }]);
  },
};
