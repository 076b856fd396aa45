"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api, ApiError } from "@/app/_ui/api-client";
import { notifySuccess } from "@/app/_ui/notify";
import { formatCounted } from "@/app/_ui/numbers";
import type { Project } from "@/lib/company/projects/schemas";
import type { SavedSequence, Sequence } from "@/lib/outreach/sequence/schemas";
import { afterSave, editedOf, sentOf, unchanged, type Edited } from "./steps";

/** Keeps the edited sequence and saves it over the revision that was read, or over the one that came in between, once that was looked at. */
export function useSequence({ project, saved }: { project: Project; saved: Sequence }) {
  const queries = useQueryClient();
  const [{ edited, clean }, setEditing] = useState(() => unchanged(saved));
  const dirty = edited !== clean;
  const [base, setBase] = useState(saved);
  const [theirs, setTheirs] = useState<Sequence | null>(null);
  useWarning(dirty);
  const path = `/api/campaigns/${saved.campaign_id}/sequence`;
  const save = useMutation({
    mutationFn: (sent: Edited) =>
      api<SavedSequence>(path, {
        method: "PUT",
        json: { workspace_id: project.workspace_id, revision: base.revision, ...sentOf(sent) },
      }),
    onSuccess: (answer, sent) => {
      setBase(answer);
      setEditing((now) => afterSave(now.edited, sent, answer));
      notifySuccess("Saved the sequence", resultOf(answer));
      return queries.invalidateQueries({ queryKey: ["company", project.id] });
    },
    onError: async (error) => {
      if (!(error instanceof ApiError) || error.code !== "sequence.stale") return;
      setTheirs(await api<Sequence>(path, { query: { workspace_id: project.workspace_id } }));
    },
  });
  return {
    edited,
    change: (next: Edited): void => setEditing((now) => ({ ...now, edited: next })),
    save,
    savable: dirty && theirs === null,
    errors: save.error instanceof ApiError ? save.error.fields : {},
    conflict: {
      theirs,
      resolve: (mine: boolean): void => {
        if (!theirs) return;
        setBase(theirs);
        setEditing((now) => (mine ? { ...now, clean: editedOf(theirs) } : unchanged(theirs)));
        setTheirs(null);
        save.reset();
      },
    },
  };
}

/** Before the page is closed with something unsaved, the browser asks. */
function useWarning(dirty: boolean): void {
  useEffect(() => {
    if (!dirty) return;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [dirty]);
}

function resultOf({ voided_approvals: voided, rewritten }: SavedSequence): string {
  const parts = [
    rewritten > 0 ? `${formatCounted(rewritten, "email that waits gets", "emails that wait get")} another text.` : "",
    voided > 0 ? `${formatCounted(voided, "email waits", "emails wait")} for your approval again.` : "",
  ];
  return parts.filter(Boolean).join(" ") || "No email that waits is touched by it.";
}
