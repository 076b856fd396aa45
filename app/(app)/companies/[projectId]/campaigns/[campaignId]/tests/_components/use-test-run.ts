import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { api } from "@/app/_ui/api-client";
import { fieldsIn } from "@/app/_ui/json-fields";
import type { Project } from "@/lib/company/projects/schemas";
import type { RunEvent, TestRunDetails } from "@/lib/operations/sandbox/schemas";

const RESULTS_MS = 1_500;
/** After a run's end the samples are fetched by a job; they are waited for this long. */
const RESULTS_PATIENCE_MS = 30_000;

type Asked = { project: Project; runId: string | null; initial: TestRunDetails | null };

const lacksResults = (run: TestRunDetails | null | undefined): boolean =>
  Boolean(run?.completed_at && run.execution_id && !run.result.nodes) &&
  Date.now() - Date.parse(run?.completed_at ?? "") < RESULTS_PATIENCE_MS;

/** A run as it happens: its events arrive by a stream that goes on after the last one it gave. */
export function useTestRun({ project, runId, initial }: Asked) {
  const queries = useQueryClient();
  const key = ["company", project.id, "test-run", runId];
  const read = useQuery({
    queryKey: key,
    enabled: runId !== null,
    queryFn: ({ signal }) =>
      api<TestRunDetails>(`/api/sandbox/execution/${runId}`, { query: { workspace_id: project.workspace_id }, signal }),
    ...(initial?.id === runId && { initialData: initial }),
    refetchInterval: ({ state }) => (lacksResults(state.data) ? RESULTS_MS : false),
  });
  const isOpen = read.data !== undefined && read.data.completed_at === null;
  useEffect(() => {
    if (!isOpen || runId === null) return;
    const source = new EventSource(`/api/sandbox/execution-stream/${runId}?workspace_id=${project.workspace_id}`);
    const openKey = ["company", project.id, "test-run", runId];
    source.addEventListener("message", ({ data }: MessageEvent<string>) => {
      const message = fieldsIn(JSON.parse(data));
      if (message.type === "node_event") {
        queries.setQueryData<TestRunDetails>(openKey, (run) => run && withEvent(run, message.data as RunEvent));
        return;
      }
      source.close();
      void queries.invalidateQueries({ queryKey: openKey });
      void queries.invalidateQueries({ queryKey: ["company", project.id, "test-runs"] });
    });
    source.addEventListener("ended", () => source.close());
    return () => source.close();
  }, [isOpen, runId, project.id, project.workspace_id, queries]);
  return read;
}

function withEvent(run: TestRunDetails, event: RunEvent): TestRunDetails {
  if (run.events.some(({ position }) => position === event.position)) return run;
  return { ...run, status: run.status === "pending" ? "running" : run.status, events: [...run.events, event] };
}
