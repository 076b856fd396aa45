import { answer, UNKNOWN, type Detector } from "../facts";

export const version: Detector = {
  kind: "version",
  detect: ({ version: n8n }) => {
    if (n8n === null) return UNKNOWN;
    if (n8n.running === n8n.pinned) return answer([]);
    const words = `n8n runs version ${n8n.running}; this version of Greenlight was tested with ${n8n.pinned}.`;
    return answer([{ kind: "version", subject: "n8n", campaignId: null, title: "n8n", words, healing: null }]);
  },
};
