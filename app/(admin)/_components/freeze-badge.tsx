import { Badge } from "@mantine/core";
import type { Freeze } from "@/lib/operations/governance/schemas";

const STATES: Record<Freeze["state"], { words: string; color: string }> = {
  enforcing: { words: "Frozen, being enforced", color: "yellow" },
  unreachable: { words: "Frozen, engine unreachable", color: "orange" },
  proven: { words: "Frozen, proven", color: "red" },
};

/** Whether a workspace is frozen, and how far its freeze has come. */
export function FreezeBadge({ status, state }: { status: "active" | "frozen"; state: Freeze["state"] | null }) {
  if (status === "active") return <Badge color="green">Active</Badge>;
  const { words, color } = state ? STATES[state] : { words: "Frozen", color: "red" };
  return <Badge color={color}>{words}</Badge>;
}
