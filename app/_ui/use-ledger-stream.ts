"use client";

import { useEffect, useEffectEvent, useState } from "react";
import type { LedgerEntry } from "@/lib/ledger/schemas";

/** Calls `onEntry` for every new ledger line of a company while the page is open; `live` is false while the stream is interrupted. */
export function useLedgerStream(projectId: string, onEntry: (entry: LedgerEntry) => void): { live: boolean } {
  const [live, setLive] = useState(true);
  const receive = useEffectEvent((message: MessageEvent<string>) => onEntry(JSON.parse(message.data) as LedgerEntry));

  useEffect(() => {
    const source = new EventSource(`/api/projects/${projectId}/events/stream`);
    source.onopen = () => setLive(true);
    source.onerror = () => setLive(false);
    source.onmessage = (message: MessageEvent<string>) => receive(message);
    return () => source.close();
  }, [projectId]);

  return { live };
}
