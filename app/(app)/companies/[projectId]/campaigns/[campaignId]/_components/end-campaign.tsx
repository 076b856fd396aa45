"use client";

import { ActionIcon, Menu } from "@mantine/core";
import { IconArchive, IconCheck, IconDots, IconTrash } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { api } from "@/app/_ui/api-client";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import { notifySuccess } from "@/app/_ui/notify";
import { formatCounted } from "@/app/_ui/numbers";
import type { Project } from "@/lib/company/projects/schemas";
import type { CampaignWithProgress } from "@/lib/outreach/campaigns/get-campaign";

type Ending = "complete" | "archive" | "delete";
const WORDS: Record<Ending, { verb: string; done: string }> = {
  complete: { verb: "Complete", done: "completed" },
  archive: { verb: "Archive", done: "archived" },
  delete: { verb: "Delete", done: "deleted" },
};

type Props = { project: Project; campaign: CampaignWithProgress };

const unsentOf = ({ progress }: CampaignWithProgress): number =>
  progress.reduce((sum, { drafted, approved, claimed }) => sum + drafted + approved + claimed, 0);

/** The three ways to end a campaign, each after a question that says what stops and what stays. */
export function EndCampaign({ project, campaign }: Props) {
  const [asked, setAsked] = useState<Ending | null>(null);
  // Keeps the words while the dialog fades out.
  const [shown, setShown] = useState<Ending>("archive");
  const ask = (ending: Ending): void => {
    setShown(ending);
    setAsked(ending);
  };
  const router = useRouter();
  const queries = useQueryClient();
  const end = useMutation({
    mutationFn: (ending: Ending) => {
      const query = { workspace_id: project.workspace_id };
      return ending === "delete"
        ? api(`/api/campaigns/${campaign.id}`, { method: "DELETE", query })
        : api(`/api/campaigns/${campaign.id}/${ending}`, { method: "POST", query });
    },
    onSuccess: async (_answer, ending) => {
      setAsked(null);
      notifySuccess(`Campaign ${WORDS[ending].done}`, `“${campaign.name}” sends nothing.`);
      if (ending === "delete") return router.push(`/companies/${project.id}/campaigns`);
      await queries.invalidateQueries({ queryKey: ["company", project.id] });
    },
  });
  const unsent = unsentOf(campaign);
  return (
    <>
      <EndMenu status={campaign.status} ask={ask} />
      <ConfirmDialog
        opened={asked !== null}
        onClose={() => {
          end.reset();
          setAsked(null);
        }}
        title={`${WORDS[shown].verb} “${campaign.name}”?`}
        keep="Keep it"
        action={{
          label: `${WORDS[shown].verb} campaign`,
          failed: `The campaign was not ${WORDS[shown].done}`,
          run: () => end.mutate(shown),
          pending: end.isPending,
          error: end.error,
        }}
      >
        {shown === "complete" && <CompleteWords unsent={unsent} />}
        {shown === "archive" && <ArchiveWords unsent={unsent} />}
        {shown === "delete" && <DeleteWords unsent={unsent} />}
      </ConfirmDialog>
    </>
  );
}

const EndMenu = ({ status, ask }: { status: CampaignWithProgress["status"]; ask: (ending: Ending) => void }) => (
  <Menu position="bottom-end" withinPortal>
    <Menu.Target>
      <ActionIcon variant="default" size={36} aria-label="More actions for this campaign">
        <IconDots size={18} aria-hidden />
      </ActionIcon>
    </Menu.Target>
    <Menu.Dropdown>
      {(status === "active" || status === "paused") && (
        <Menu.Item leftSection={<IconCheck size={16} aria-hidden />} onClick={() => ask("complete")}>
          Complete
        </Menu.Item>
      )}
      {status !== "archived" && (
        <Menu.Item leftSection={<IconArchive size={16} aria-hidden />} onClick={() => ask("archive")}>
          Archive
        </Menu.Item>
      )}
      <Menu.Item color="red" leftSection={<IconTrash size={16} aria-hidden />} onClick={() => ask("delete")}>
        Delete
      </Menu.Item>
    </Menu.Dropdown>
  </Menu>
);

const CompleteWords = ({ unsent }: { unsent: number }) => (
  <>
    <p>
      <strong>Stops for good:</strong> sending
      {unsent > 0 && `, ${formatCounted(unsent, "waiting email", "waiting emails")} included`}.
    </p>
    <p>
      <strong>Stays:</strong> the campaign in this list, and its numbers. Replies and opt-outs are heard for 30 days
      after its last email.
    </p>
  </>
);

const ArchiveWords = ({ unsent }: { unsent: number }) => (
  <>
    <p>
      <strong>Stops for good:</strong> sending
      {unsent > 0 && `, ${formatCounted(unsent, "waiting email", "waiting emails")} included`}. It cannot be activated
      again, and leaves this list.
    </p>
    <p>
      <strong>Stays:</strong> its drafts, what it sent, and its numbers. Replies and opt-outs are heard for 30 days
      after its last email.
    </p>
  </>
);

const DeleteWords = ({ unsent }: { unsent: number }) => (
  <>
    <p>
      <strong>Deleted for good:</strong> the campaign,{" "}
      {unsent > 0 ? formatCounted(unsent, "unsent email", "unsent emails") : "its drafts"} and its seven workflows in
      n8n.
    </p>
    <p>
      <strong>Stays:</strong> what it sent, in the numbers, in each lead’s history and in the ledger. Its unsubscribe
      links keep working.
    </p>
  </>
);
