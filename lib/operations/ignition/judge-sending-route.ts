import type { Egress } from "@/lib/contracts/instance";
import type { Sending, SendingRoute } from "./schemas";

type Facts = {
  choice: SendingRoute | null;
  /** As the machine reported it; null: it never did. */
  egress: Egress | null;
  /** Where emails are handed over from the machine; null: nowhere yet. */
  server: { host: string; port: number } | null;
};

/**
 * The way that emails leave: as a person chose, else by the gateway when the machine reported that it cannot reach the mail server's port.
 * A port that was not tried counts as reachable.
 */
export function judgeSendingRoute({ choice, egress, server }: Facts): Sending {
  if (choice !== null) return { route: choice, choice, reason: "It was chosen by hand." };
  if (server === null) return { route: "machine", choice, reason: "No mail account is saved yet." };
  const { host, port } = server;
  const reach = new Map(Object.entries(egress ?? {})).get(String(port));
  if (reach === false) {
    return {
      route: "gateway",
      choice,
      reason: `Its machine reported that it cannot reach port ${port}, where ${host} takes emails.`,
    };
  }
  if (reach === true) {
    return {
      route: "machine",
      choice,
      reason: `Its machine reported that it can reach port ${port}, where ${host} takes emails.`,
    };
  }
  return {
    route: "machine",
    choice,
    reason: `Its machine has not reported whether it can reach port ${port}, where ${host} takes emails.`,
  };
}
