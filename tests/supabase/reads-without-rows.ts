/** Reads that visit no table, each with what it asks the database instead. A test holds them to it. */
export const READS_NO_ROWS: Record<string, string> = {
  "lib/foundation/ledger/store.ts selectPosition": "how far the database has come",
  "lib/foundation/ledger/store.ts selectHorizon":
    "how far the running transactions let it read: the workspace is in the key of a lock, not in a condition",
  "lib/operations/onboarding/store-infrastructure.ts selectIsZone": "the time zones it knows",
};
