import { answer, UNKNOWN, type Detector } from "../facts";

export const credential: Detector = {
  kind: "credential",
  detect: ({ wantedCredentials, engine: { credentialKeys }, frozen, held }) => {
    if (credentialKeys === null || frozen || held) return UNKNOWN;
    return answer(
      wantedCredentials
        .filter((key) => !credentialKeys.includes(key))
        .map((key) => ({
          kind: "credential",
          subject: key,
          campaignId: null,
          title: `Credential ${key}`,
          words: `The credential ${key} is no longer in n8n.`,
          healing: "credentials",
        })),
    );
  },
};
