"use client";

import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { api } from "@/app/_ui/api-client";
import { Failure } from "@/app/_ui/failure";
import { notifyFailure, notifySuccess } from "@/app/_ui/notify";
import type { Project } from "@/lib/company/projects/schemas";
import type { AccountTest, Mailbox } from "@/lib/outreach/mailbox/schemas";
import {
  type AccountValues,
  accountValues,
  missingReplies,
  replyBody,
  replyValues,
  type ReplyValues,
} from "../../onboarding/_components/mail-account-values";
import { PresetChoice } from "../../onboarding/_components/preset-choice";
import { ReplyAccountFields } from "../../onboarding/_components/reply-fields";
import { serverOf } from "./mailbox-words";

type Values = AccountValues & ReplyValues;
type Props = { project: Project; row: Mailbox; onClose: () => void };

/** The IMAP account that answers to another mailbox arrive in: by default the provider and login that send. It is tested when it is saved. */
export function ConnectRepliesModal({ project, row, onClose }: Props) {
  const { form, save } = useConnectReplies({ project, row, onClose });
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Replies to ${row.address}`}
      size="lg"
      centered
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
        <Stack gap="md">
          <Text size="sm" c="dimmed">
            Greenlight reads the inbox every few minutes, from the day of the first email on. A reply stops the sequence
            for that person. Nothing is marked or deleted, and nothing is kept of email from people who are not your
            leads.
          </Text>
          <PresetChoice form={form} gmail />
          <ReplyAccountFields form={form} />
          {save.isError && <Failure title="Replies were not connected" error={save.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={save.isPending}>
              Test and save
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function useConnectReplies({ project, row, onClose }: Props) {
  const router = useRouter();
  const form = useForm<Values>({
    initialValues: { ...accountValues(null), ...replyValues(null), host: serverOf(row) },
    validate: missingReplies,
  });
  const save = useMutation({
    mutationFn: (values: Values) => {
      const { type, data } = replyBody(values);
      const { user, password, ...server } = data;
      return api<{ test: AccountTest }>(`/api/mailboxes/${row.mailbox}/reply-account`, {
        method: "PUT",
        json: {
          workspace_id: project.workspace_id,
          type,
          data: values.same_login ? server : { ...server, user, password },
        },
      });
    },
    onSuccess: ({ test }) => {
      router.refresh();
      onClose();
      if (test.ok) notifySuccess("Replies are connected", `${row.address} is read from its first email on.`);
      else notifyFailure("Saved, and does not work yet", new Error(test.message));
    },
  });
  return { form, save };
}
