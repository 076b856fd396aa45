"use client";

import { Badge } from "@mantine/core";
import { useSyncExternalStore } from "react";
import type { Lead } from "@/lib/outreach/leads/schemas";
import { leadWords } from "./lead-words";

const never = (): (() => void) => () => undefined;

/** The server cannot know the reader's clock: until the browser says the time, the words stand without one. */
export function LeadBadge({ lead }: { lead: Lead }) {
  const text = useSyncExternalStore(
    never,
    () => leadWords(lead, Date.now()).text,
    () => leadWords(lead, Number.POSITIVE_INFINITY).text.replace(/, due now$/, ""),
  );
  return (
    <Badge color={leadWords(lead, 0).color} tt="none">
      {text}
    </Badge>
  );
}
