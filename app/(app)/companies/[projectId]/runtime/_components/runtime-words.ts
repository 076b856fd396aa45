import type { RuntimeView } from "@/lib/operations/runtimes/schemas";

/** Where the company's work runs, in one sentence. */
export function modeWords({ mode, status }: Pick<RuntimeView, "mode" | "status">): string {
  if (mode === "dedicated") return "The company’s work runs on a runtime of its own.";
  if (mode === "provisioning" || status === "requested")
    return "A runtime of its own is being set up. Until it is ready, chat, tasks and email run on the shared one.";
  if (status === "unhealthy")
    return "The company’s own runtime does not answer. Its work runs on the shared one meanwhile.";
  if (status === "failed")
    return "The company’s own runtime could not be set up. Its work runs on the shared one, as before.";
  if (status === "retiring")
    return "The paid plan ended: the company’s work runs on the shared runtime. Its own one is kept for 30 days.";
  return "The company’s work runs on the shared runtime. A paid plan brings one of its own.";
}

/** The runtime's own monthly cost. */
export function costWords({ target, monthly_cost_cents: cents }: RuntimeView): string {
  if (cents === null) return "By use, billed to Greenlight’s accounts at its hosts";
  return target === "local" && cents === 0
    ? "Nothing: it runs on Greenlight’s machine"
    : `$${(cents / 100).toFixed(2)} a month`;
}
