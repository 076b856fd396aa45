import { Badge } from "@mantine/core";

const COLORS: Record<string, string> = {
  active: "green",
  sent: "green",
  done: "green",
  replied: "blue",
  deploying: "blue",
  running: "blue",
  claimed: "blue",
  paused: "yellow",
  unknown: "orange",
  bounced: "red",
  failed: "red",
  complained: "red",
};

const LABELS: Record<string, string> = {
  opted_out: "opted out",
  opt_out: "opted out",
  hard_bounce: "bounced",
  unknown: "outcome unknown",
};

const wordsOf = (status: string): string => LABELS[status] ?? status.replaceAll("_", " ");

export function StatusBadge({ status }: { status: string }) {
  const words = wordsOf(status);
  return <Badge color={COLORS[status] ?? "gray"}>{words.charAt(0).toUpperCase() + words.slice(1)}</Badge>;
}
