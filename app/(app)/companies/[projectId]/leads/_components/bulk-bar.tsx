"use client";

import { Button, Group, Popover, PopoverDropdown, PopoverTarget, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { api } from "@/app/_ui/api-client";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import { notifyFailure, notifySuccess } from "@/app/_ui/notify";
import { notifyUndo } from "@/app/_ui/notify-undo";
import { unsentEmails, type WithVoided } from "@/app/_ui/voided-approvals";
import type { Project } from "@/lib/company/projects/schemas";

type Change = { action: "tag" | "untag" | "suppress" | "unsuppress" | "confirm" | "delete"; tag?: string };
type Props = { project: Project; selected: string[]; onDone: () => void };

const UNDO: Partial<Record<Change["action"], Change["action"]>> = { tag: "untag", suppress: "unsuppress" };
const DONE: Record<Change["action"], string> = {
  tag: "tagged",
  untag: "untagged",
  suppress: "put on the do-not-contact list",
  unsuppress: "taken off the do-not-contact list",
  confirm: "confirmed",
  delete: "deleted",
};
const counted = (n: number): string => `${n} ${n === 1 ? "lead" : "leads"}`;

function useChange({ project, selected, onDone }: Props) {
  const queries = useQueryClient();
  const router = useRouter();
  const change = useMutation({
    mutationFn: (input: Change) =>
      api<WithVoided & { changed: number }>("/api/leads/bulk", {
        json: { workspace_id: project.workspace_id, lead_ids: selected, ...input },
      }),
    onSuccess: ({ changed, ...voided }, input) => {
      const title = `${counted(changed)} ${DONE[input.action]}`;
      const back = UNDO[input.action];
      if (back && changed > 0) notifyUndo(title, () => change.mutate({ ...input, action: back }));
      else notifySuccess(title, unsentEmails(voided));
      onDone();
      router.refresh();
      return queries.invalidateQueries({ queryKey: ["company", project.id] });
    },
    onError: (error) => notifyFailure("The leads stay as they are", error),
  });
  return change;
}

/** Everything that can be done with the selected leads at once. */
export function BulkBar(props: Props) {
  const change = useChange(props);
  const [deleting, confirm] = useDisclosure(false);
  const [tag, setTag] = useState("");
  return (
    <Group gap="xs">
      <Popover trapFocus withArrow>
        <PopoverTarget>
          <Button size="xs" variant="default">
            Add tag
          </Button>
        </PopoverTarget>
        <PopoverDropdown>
          <form
            onSubmit={(event) => {
              event.preventDefault();
              if (tag.trim()) change.mutate({ action: "tag", tag });
            }}
          >
            <Group gap="xs" align="flex-end">
              <TextInput
                label="Tag"
                size="xs"
                maxLength={50}
                value={tag}
                onChange={(e) => setTag(e.currentTarget.value)}
              />
              <Button size="xs" type="submit" loading={change.isPending}>
                Add
              </Button>
            </Group>
          </form>
        </PopoverDropdown>
      </Popover>
      <Button size="xs" variant="default" onClick={() => change.mutate({ action: "confirm" })}>
        Confirm address
      </Button>
      <Button size="xs" variant="default" onClick={() => change.mutate({ action: "suppress" })}>
        Do not contact
      </Button>
      <Button size="xs" variant="default" c="red" onClick={confirm.open}>
        Delete
      </Button>
      <ConfirmDialog
        opened={deleting}
        onClose={confirm.close}
        title={`Delete ${counted(props.selected.length)}?`}
        keep="Keep them"
        action={{
          label: "Delete",
          failed: "The leads were not deleted",
          run: () => change.mutate({ action: "delete" }),
          pending: change.isPending,
          error: null,
        }}
      >
        They are erased everywhere, and waiting emails to them are not sent. This cannot be undone; opt-outs stay in
        force.
      </ConfirmDialog>
    </Group>
  );
}
