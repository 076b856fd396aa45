"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { CsvPreview } from "@/lib/outreach/leads/preview-csv";
import type { ColumnTarget, LeadImport } from "@/lib/outreach/leads/schemas";
import type { Project } from "@/lib/company/projects/schemas";
import { api, ApiError } from "../api-client";
import { notifyFailure, notifySuccess } from "../notify";

export type Mapping = Record<string, ColumnTarget>;
type Upload = { file: File; mapping?: Mapping };

function formOf(project: Project, { file, mapping }: Upload, importId?: string): FormData {
  const form = new FormData();
  form.set("workspace_id", project.workspace_id);
  form.set("file", file);
  if (mapping) form.set("mapping", JSON.stringify(mapping));
  if (importId) form.set("import_id", importId);
  return form;
}

/** Reads a CSV without importing it, then imports it and follows how far it is. */
export function useLeadImport(project: Project) {
  const queries = useQueryClient();
  const query = { workspace_id: project.workspace_id };
  const [importId, setImportId] = useState<string | null>(null);

  const preview = useMutation({
    mutationFn: (upload: Upload) => api<CsvPreview>("/api/leads/preview", { form: formOf(project, upload), query }),
  });
  const run = useMutation({
    mutationFn: (upload: Upload) => {
      const id = crypto.randomUUID();
      setImportId(id);
      return api<LeadImport>("/api/leads/import", { form: formOf(project, upload, id), query });
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ["company", project.id] }),
  });
  const progress = useQuery({
    queryKey: ["lead-import", importId],
    queryFn: ({ signal }) => readProgress(String(importId), project, signal),
    enabled: importId !== null && run.isPending,
    refetchInterval: 400,
  });
  const restart = (): void => {
    preview.reset();
    run.reset();
    setImportId(null);
  };
  const undo = useMutation({
    mutationFn: (id: string) =>
      api<{ removed: number; kept: number }>(`/api/leads/imports/${id}`, { method: "DELETE", query }),
    onSuccess: ({ removed, kept }) =>
      notifySuccess(
        `${removed} ${removed === 1 ? "lead" : "leads"} removed`,
        kept > 0 ? `${kept} already emailed stayed.` : undefined,
      ),
    onError: (error) => notifyFailure("The import was not undone", error),
    onSettled: () => queries.invalidateQueries({ queryKey: ["company", project.id] }),
  });
  const cancelling = useMutation({
    mutationFn: () => api(`/api/leads/imports/${importId}/cancel`, { method: "POST", query }),
    onError: (error) => notifyFailure("The import was not cancelled", error),
  });
  const cancel = (): void => cancelling.mutate();
  return { preview, run, progress: progress.data ?? null, restart, undo, cancel };
}

/** The import begins to exist a moment after it was asked for: until then there is nothing to report. */
async function readProgress(importId: string, project: Project, signal: AbortSignal): Promise<LeadImport | null> {
  try {
    return await api<LeadImport>(`/api/leads/imports/${importId}`, {
      query: { workspace_id: project.workspace_id },
      signal,
    });
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return null;
    throw error;
  }
}
