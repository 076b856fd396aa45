type Of = { project: string; memory: string };

export const memoryValues = (of: Of): Record<string, Record<string, unknown> | Record<string, unknown>[]> => ({
  "public.agent_memory": [
    { id: of.memory, project_id: of.project, status: "active", text: "sample", fingerprint: "sample", by_agent: true },
    { project_id: of.project, status: "active", text: "sample", fingerprint: "other", supersedes: of.memory },
  ],
  "public.phase_packets": { id: of.memory, project_id: of.project, phase: 0, version: 1, status: "accepted" },
  "public.phase_generations": { project_id: of.project, phase: 0 },
  "public.launch_checks": { project_id: of.project },
  "public.action_rules": { project_id: of.project, rule: JSON.stringify({ kind: "max_spend", cents: 1 }) },
});

/** How the reads of memory are asked for another workspace's things. */
export const MEMORY_READS: Record<string, (other: Of) => unknown[]> = {
  "lib/autopilot/memory/store.ts findMemory": ({ memory }) => [memory],
  "lib/autopilot/memory/store.ts findSameMemory": ({ project }) => [{ projectId: project, fingerprint: "sample" }],
  "lib/autopilot/memory/store-lists.ts selectMemories": ({ project }) => [
    { projectId: project, status: "active", limit: 10 },
  ],
  "lib/autopilot/memory/store-lists.ts countMemories": ({ project }) => [project],
  "lib/autopilot/memory/store-lists.ts countProposals": ({ project }) => [
    { projectId: project, since: "2020-01-01T00:00:00Z", turn: null },
  ],
  "lib/autopilot/memory/store-lists.ts findSuccessor": ({ memory }) => [memory],
  "lib/autopilot/plan/store.ts findPacket": ({ memory }) => [memory],
  "lib/autopilot/plan/store.ts selectLatest": ({ project }) => [{ projectId: project, phase: 0 }],
  "lib/autopilot/plan/store.ts findAccepted": ({ project }) => [{ projectId: project, phase: 0 }],
  "lib/autopilot/plan/store.ts selectGenerations": ({ project }) => [project],
  "lib/autopilot/plan/store.ts selectChecks": ({ project }) => [project],
};
