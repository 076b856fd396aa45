"use client";

import { createContext, use, useEffect, useEffectEvent, useState } from "react";
import type { LedgerEntry } from "@/lib/ledger/schemas";
import { followLedger } from "./ledger-stream";

/** Whether this installation shows its ledgers. */
export const LedgerShown = createContext(true);

/**
 * Calls `onEntry` for every new ledger line of a company while the page is open; `live` is false while the stream is interrupted. Where
 * the ledger is hidden there is no stream: a page is then as fresh as what it asks for by itself.
 */
export function useLedgerStream(projectId: string, onEntry: (entry: LedgerEntry) => void): { live: boolean } {
  const [live, setLive] = useState(true);
  const shown = use(LedgerShown);
  const receive = useEffectEvent(onEntry);
  useEffect(
    () => (shown ? followLedger(projectId, { onEntry: (entry) => receive(entry), onLive: setLive }) : undefined),
    [projectId, shown],
  );
  return { live };
}
