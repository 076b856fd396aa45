import type { SendingRoute } from "@/lib/operations/ignition/schemas";

/** The ways by which campaign emails leave, as they are shown. */
export const ROUTE_WORDS: Record<SendingRoute, { label: string; description: string; now: string }> = {
  machine: {
    label: "From the machine that runs the workflows",
    description: "n8n holds your mail account and connects to your mail server itself.",
    now: "from the machine that runs the workflows",
  },
  gateway: {
    label: "By Greenlight’s gateway",
    description: "Greenlight sends with the same account. n8n then holds no mail account to send with.",
    now: "by Greenlight’s gateway, with your own mail account",
  },
};
