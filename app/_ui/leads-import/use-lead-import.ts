"use client";

import { useSessionStorage } from "@mantine/hooks";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useState } from "react";
import type { CsvPreview } from "@/lib/outreach/leads/preview-csv";
import type { ColumnTarget, LeadImport } from "@/lib/outreach/leads/schemas";
import type { Project } from "@/lib/company/projects/schemas";
import { api } from "../api-client";
import { notifyFailure, notifySuccess } from "../notify";
import { formatCounted } from "../numbers";
import { importQuery, isGone } from "./import-query";

export type Mapping = Record<string, ColumnTarget>;
type Outcome = { ended: LeadImport | null; gone: Error | null };
const NONE: Outcome = { ended: null, gone: null };
type Upload = { file: File; mapping?: Mapping };

function formOf(project: Project, { file, mapping }: Upload): FormData {
  const form = new FormData();
  form.set("workspace_id", project.workspace_id);
  form.set("file", file);
  if (mapping) form.set("mapping", JSON.stringify(mapping));
  return form;
}

/** Reads a CSV without importing it, then imports it and follows how far it is, also after the page was loaded again. */
export function useLeadImport(project: Project, onImported?: () => void) {
  const queries = useQueryClient();
  const query = { workspace_id: project.workspace_id };
  const [importId, setImportId, forget] = useSessionStorage<string | null>({
    key: `lead-import:${project.id}`,
    defaultValue: null,
  });
  const [outcome, setOutcome] = useState<Outcome>(NONE);

  const preview = useMutation({
    mutationFn: (upload: Upload) => api<CsvPreview>("/api/leads/preview", { form: formOf(project, upload), query }),
  });
  const begin = useMutation({
    mutationFn: (upload: Upload) => api<LeadImport>("/api/leads/imports", { form: formOf(project, upload), query }),
    onSuccess: ({ import_id }) => setImportId(import_id),
  });
  const progress = useQuery(importQuery(project.workspace_id, importId));
  const ended = progress.data && progress.data.status !== "running" ? progress.data : null;
  const gone = isGone(progress.error) ? progress.error : null;
  if ((ended && ended !== outcome.ended) || (gone && gone !== outcome.gone)) setOutcome({ ended, gone });
  const settle = useEffectEvent(() => {
    forget();
    if (!outcome.ended) return;
    onImported?.();
    void queries.invalidateQueries({ queryKey: ["company", project.id] });
  });
  useEffect(() => {
    if (outcome !== NONE) settle();
  }, [outcome]);
  const restart = (): void => {
    preview.reset();
    begin.reset();
    forget();
    setOutcome(NONE);
  };
  const undo = useMutation({
    mutationFn: (id: string) =>
      api<{ removed: number; kept: number }>(`/api/leads/imports/${id}`, { method: "DELETE", query }),
    onSuccess: ({ removed, kept }) =>
      notifySuccess(
        `${formatCounted(removed, "lead", "leads")} removed`,
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
  const isRunning = begin.isPending || importId !== null;
  const failure = outcome.gone ?? progress.error;
  const now = progress.data ?? null;
  return { preview, begin, isRunning, progress: now, failure, ended: outcome.ended, restart, undo, cancel };
}
