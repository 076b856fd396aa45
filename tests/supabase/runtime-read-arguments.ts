import type { Things } from "./read-things";

/** A company's runtime as the reads below ask for it: with the id of a receipt. */
export const runtimeValues = (of: Things): Record<string, Record<string, unknown>> => ({
  "genesis.vault_secrets": { id: of.receipt },
  "public.project_runtime_instances": {
    project_id: of.project,
    mode: "dedicated",
    url: "http://127.0.0.1:1",
    commit_sha: "a".repeat(40),
    activated_at: "2026-11-21T10:00:00Z",
  },
  "public.company_exports": { id: of.receipt, project_id: of.project, cause: "owner", status: "running" },
  "public.project_provisioning_jobs": {
    id: of.receipt,
    project_id: of.project,
    attempt: 1,
    cause: "payment",
    steps: JSON.stringify([]),
    ended_at: null,
  },
  "public.project_runtime_orders": { id: of.receipt, project_id: of.project, kind: "run", subject_id: of.task },
  "public.project_runtime_secrets": { project_id: of.project, name: "runtime_key" },
});

export const RUNTIME_ARGUMENTS: Record<string, (other: Things) => unknown[]> = {
  "lib/foundation/vault/store-secrets.ts findSecret": ({ receipt }) => [receipt],
  "lib/company/publishing/store-runtime.ts findOwnApplication": ({ project }) => [project],
  "lib/operations/exit/store.ts findExport": ({ project, receipt }) => [{ projectId: project, exportId: receipt }],
  "lib/operations/exit/store.ts selectExports": ({ project }) => [project],
  "lib/operations/runtimes/store.ts findInstance": ({ project }) => [project],
  "lib/operations/runtimes/store-jobs.ts findLastJob": ({ project }) => [project],
  "lib/operations/runtimes/store-jobs.ts findOpenJob": ({ project }) => [{ projectId: project, attempt: 1 }],
  "lib/operations/runtimes/store-orders.ts hasEnded": ({ receipt }) => [receipt],
  "lib/operations/runtimes/store-secrets.ts selectSecrets": ({ project }) => [project],
};
