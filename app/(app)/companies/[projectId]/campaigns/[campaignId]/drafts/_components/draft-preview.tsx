"use client";

import { Alert, Button, Card, Group, Stack, Title } from "@mantine/core";
import { IconAlertTriangle, IconCheck, IconPencil, IconRefresh, IconX } from "@tabler/icons-react";
import { AsReceived } from "@/app/_ui/as-received";
import type { Project } from "@/lib/company/projects/schemas";
import type { ReviewMode } from "@/lib/outreach/campaigns/schemas";
import type { Draft } from "@/lib/outreach/drafts/schemas";
import { DraftEditor } from "./draft-editor";
import { State } from "./draft-list";
import { RegenerateForm } from "./regenerate-form";
import { TestSend } from "./test-send";

export type OpenForm = "edit" | "regenerate" | null;

type Props = {
  project: Project;
  draft: Draft;
  mode: ReviewMode;
  /** The form that is open below the header, if any. */
  form: OpenForm;
  onForm: (form: OpenForm) => void;
  onDecide: (decision: "approved" | "rejected") => void;
  deciding: boolean;
};

const EDITABLE: readonly string[] = ["drafted", "approved", "rejected"];

/** One email with its header lines, as plain text or as HTML, on a phone's width if wanted. */
export function DraftPreview({ project, draft, mode, form, onForm, onDecide, deciding }: Props) {
  const editable = EDITABLE.includes(draft.status);
  const open = editable ? form : null;
  return (
    <Card component="section" aria-labelledby="draft-title">
      <Stack gap="md">
        <div>
          <Title order={2} id="draft-title" fz="lg" style={{ overflowWrap: "anywhere" }}>
            {draft.subject || "(no subject)"}
          </Title>
          <State draft={draft} />
        </div>
        <Warnings draft={draft} />
        {open === "regenerate" && (
          <RegenerateForm project={project} draft={draft} mode={mode} onDone={() => onForm(null)} />
        )}
        {open === "edit" ? (
          <DraftEditor project={project} draft={draft} mode={mode} onDone={() => onForm(null)} />
        ) : (
          <AsReceived email={{ ...draft, text: draft.text ?? draft.body }} holes={draft.holes} />
        )}
        {editable && open === null && (
          <Group gap="sm">
            <Button
              leftSection={<IconCheck size={16} aria-hidden />}
              onClick={() => onDecide("approved")}
              loading={deciding}
              disabled={draft.status === "approved" || draft.holes.length > 0 || draft.hash === null}
            >
              Approve
            </Button>
            <Button variant="default" leftSection={<IconPencil size={16} aria-hidden />} onClick={() => onForm("edit")}>
              Edit
            </Button>
            <Button
              variant="default"
              leftSection={<IconRefresh size={16} aria-hidden />}
              onClick={() => onForm("regenerate")}
            >
              Regenerate
            </Button>
            <Button
              variant="default"
              leftSection={<IconX size={16} aria-hidden />}
              onClick={() => onDecide("rejected")}
              disabled={draft.status === "rejected" || draft.hash === null || deciding}
            >
              Reject
            </Button>
            <TestSend project={project} draft={draft} />
          </Group>
        )}
      </Stack>
    </Card>
  );
}

const Warnings = ({ draft }: { draft: Draft }) => (
  <>
    {draft.holes.length > 0 && (
      <Alert color="red" icon={<IconAlertTriangle size={18} aria-hidden />} title="Not sent until it is filled in">
        {draft.holes.join(" · ")}
      </Alert>
    )}
    {draft.source === "offline planner" && (
      <Alert color="blue" title="Sample text">
        The offline planner wrote this, because no language model is connected. Edit it, or connect a model and
        regenerate it.
      </Alert>
    )}
    {draft.as_sent === "unknown" && (
      <Alert color="gray" title="Its sender and footer are not known any more">
        This email left before Greenlight kept them. The text is the one that was sent.
      </Alert>
    )}
    {draft.hash === null && EDITABLE.includes(draft.status) && (
      <Alert color="orange" icon={<IconAlertTriangle size={18} aria-hidden />} title="Nothing can be approved yet">
        Save the sender in the onboarding, so that this email has one.
      </Alert>
    )}
  </>
);
