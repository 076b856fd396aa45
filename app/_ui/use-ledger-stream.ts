"use client";

import { useQueryClient } from "@tanstack/react-query";
import { createContext, use, useEffect, useEffectEvent, useState } from "react";
import type { LedgerEntry } from "@/lib/foundation/ledger/schemas";
import { gather } from "./gather";

/** Whether this installation shows its ledgers. */
export const LedgerShown = createContext(true);

/** A burst of ledger lines causes at most one request in this time. */
const GATHER_MS = 600;

/**
 * Calls `onEntry` for every new ledger line of a company while the page is open: those after `from`, the position the page was read at,
 * or from now on. `live` is false while the stream is interrupted. Where the ledger is hidden there is no stream: a page is then as fresh
 * as what it asks for by itself.
 */
export function useLedgerStream(
  projectId: string,
  onEntry: (entry: LedgerEntry) => void,
  from?: string,
): { live: boolean } {
  const [live, setLive] = useState(true);
  const shown = use(LedgerShown);
  const receive = useEffectEvent(onEntry);
  useEffect(() => {
    if (!shown) return;
    const follower = { onEntry: (entry: LedgerEntry) => receive(entry), onLive: setLive };
    // No page needs it to be seen, and what is written until it has come is asked for by position.
    const following = import("./ledger-stream").then(
      ({ followLedger }) => followLedger(projectId, follower, from),
      () => setLive(false),
    );
    return () => void following.then((leave) => leave?.());
  }, [projectId, shown, from]);
  return { live };
}

/** Refetches the queries under the key when ledger lines arrive, once per burst. */
export function useRereading(queryKey: readonly string[]): () => void {
  const queries = useQueryClient();
  const [gathered] = useState(() => gather(GATHER_MS));
  return () => gathered(() => queries.invalidateQueries({ queryKey }, { cancelRefetch: false }));
}
