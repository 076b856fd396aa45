"use client";

import { useEffect, useEffectEvent, useState } from "react";
import type { LedgerEntry } from "@/lib/ledger/schemas";
import { followLedger } from "./ledger-stream";

/** Calls `onEntry` for every new ledger line of a company while the page is open; `live` is false while the stream is interrupted. */
export function useLedgerStream(projectId: string, onEntry: (entry: LedgerEntry) => void): { live: boolean } {
  const [live, setLive] = useState(true);
  const receive = useEffectEvent(onEntry);
  useEffect(() => followLedger(projectId, { onEntry: (entry) => receive(entry), onLive: setLive }), [projectId]);
  return { live };
}
