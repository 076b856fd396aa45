"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api, ApiError } from "@/app/_ui/api-client";
import { notifySuccess } from "@/app/_ui/notify";
import type { Project } from "@/lib/company/projects/schemas";
import type { SavedSequence, Sequence } from "@/lib/outreach/sequence/schemas";
import { editedOf, sentOf, type Edited } from "./steps";

/** Keeps the edited sequence and saves it over the revision that was read, or over the one that came in between, once that was looked at. */
export function useSequence({ project, saved }: { project: Project; saved: Sequence }) {
  const queries = useQueryClient();
  const [edited, setEdited] = useState<Edited>(() => editedOf(saved));
  const [base, setBase] = useState(saved);
  const [theirs, setTheirs] = useState<Sequence | null>(null);
  const [dirty, setDirty] = useState(false);
  useWarning(dirty);
  const path = `/api/campaigns/${saved.campaign_id}/sequence`;
  const save = useMutation({
    mutationFn: () =>
      api<SavedSequence>(path, {
        method: "PUT",
        json: { workspace_id: project.workspace_id, revision: base.revision, ...sentOf(edited) },
      }),
    onSuccess: (answer) => {
      setBase(answer);
      setDirty(false);
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
    change: (next: Edited): void => {
      setEdited(next);
      setDirty(true);
    },
    save,
    dirty,
    errors: save.error instanceof ApiError ? save.error.fields : {},
    conflict: {
      theirs,
      resolve: (mine: boolean): void => {
        if (!theirs) return;
        setBase(theirs);
        if (!mine) setEdited(editedOf(theirs));
        setDirty(mine);
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

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

function resultOf({ voided_approvals: voided, rewritten }: SavedSequence): string {
  const parts = [
    rewritten > 0 ? `${counted(rewritten, "email that waits gets", "emails that wait get")} another text.` : "",
    voided > 0 ? `${counted(voided, "email waits", "emails wait")} for your approval again.` : "",
  ];
  return parts.filter(Boolean).join(" ") || "No email that waits is touched by it.";
}
