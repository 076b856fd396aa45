import type { Things } from "./read-things";

const short = (id: string): string => id.replaceAll("-", "").slice(0, 10);

/** Arguments for the reads of the context. */
export const CONTEXT_ARGUMENTS: Record<string, (things: Things) => unknown[]> = {
  "lib/autopilot/context/store.ts selectFacts": ({ project }) => [
    { projectId: project, at: "2026-11-21T10:00:00Z", month: "2026-11-01" },
  ],
  "lib/autopilot/context/store-snapshots.ts findSnapshot": ({ project, approval }) => [
    { projectId: project, hash: approval.replaceAll("-", "").repeat(2) },
  ],
  "lib/autopilot/context/store-refs.ts selectRefs": ({
    project,
    task,
    approval,
    receipt,
    asset,
    campaign,
    mailThread,
  }) => [
    {
      projectId: project,
      lines: ["1"],
      rows: new Map(
        Object.entries({ t: task, a: approval, r: receipt, f: asset, g: campaign, m: mailThread }).map(([kind, id]) => [
          kind,
          [short(id)],
        ]),
      ),
    },
  ],
};
