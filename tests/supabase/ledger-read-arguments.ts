import type { Things } from "./read-things";

/** Arguments for the reads of the ledger. */
export const LEDGER_ARGUMENTS: Record<string, (things: Things) => unknown[]> = {
  "lib/foundation/ledger/store.ts countEntriesSince": ({ project }) => [
    { projectId: project, since: "2020-01-01T00:00:00Z", limit: 10 },
  ],
  "lib/foundation/ledger/store.ts countLaterEntries": ({ project }) => [
    {
      projectId: project,
      ids: Array.from({ length: 50 }, (_, n) => n + 1),
      since: "2020-01-01T00:00:00Z",
      besides: ["chat."],
    },
  ],
  "lib/foundation/ledger/store.ts selectLinked": ({ project, approval }) => [{ projectId: project, ids: [approval] }],
  "lib/foundation/ledger/store.ts selectEntries": ({ project }) => [{ projectId: project, limit: 10 }],
  "lib/foundation/ledger/store.ts selectEntriesAfter": ({ project }) => [
    { projectId: project, position: "0:0", limit: 10 },
  ],
  "lib/foundation/ledger/store.ts hasEntriesAfter": ({ project }) => [{ projectId: project, position: "0:0" }],
};
