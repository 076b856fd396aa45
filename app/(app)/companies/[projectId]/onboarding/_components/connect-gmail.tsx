import { Button, Group, Stack, Text } from "@mantine/core";
import { IconBrandGoogle } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { api } from "@/app/_ui/api-client";
import { Failure } from "@/app/_ui/failure";
import { keepConnection } from "@/app/_ui/gmail-connection";
import type { Project } from "@/lib/company/projects/schemas";
import type { SavedCredentials } from "@/lib/operations/onboarding/get-credentials";
import type { ConsentPurpose } from "@/lib/outreach/mailbox/schemas";

type Props = {
  project: Project;
  saved: SavedCredentials["mail_account"];
  replies: SavedCredentials["reply_mailbox"];
};

/** Lets Google ask the founder, instead of a password: for sending, or for reading answers beside another account that sends. */
export function ConnectGmail({ project, saved, replies }: Props) {
  const connect = useMutation({
    mutationFn: async (purpose: ConsentPurpose) => {
      const workspace_id = project.workspace_id;
      const { url } = await api<{ url: string }>("/api/onboarding/gmail", { json: { workspace_id, purpose } });
      keepConnection({ workspaceId: workspace_id, returnTo: `/companies/${project.id}/onboarding?step=credentials` });
      window.location.assign(url);
    },
  });
  const sends = saved?.provider === "gmail";
  const broken = sends && saved.test?.ok === false;
  const bySmtp = saved !== null && !sends && !saved.use_test_mailbox;
  return (
    <Stack gap="xs">
      <Group gap="sm">
        <Button
          variant={broken ? "filled" : "default"}
          leftSection={<IconBrandGoogle size={16} aria-hidden />}
          loading={connect.isPending && connect.variables === "mail_account"}
          onClick={() => connect.mutate("mail_account")}
        >
          {sends ? "Connect Gmail again" : "Connect Gmail"}
        </Button>
        {bySmtp && (
          <Button
            variant="default"
            leftSection={<IconBrandGoogle size={16} aria-hidden />}
            loading={connect.isPending && connect.variables === "reply_mailbox"}
            onClick={() => connect.mutate("reply_mailbox")}
          >
            {replies?.test.ok === false ? "Connect Gmail for replies again" : "Connect Gmail for replies"}
          </Button>
        )}
      </Group>
      <Text size="sm" c="dimmed">
        {sends
          ? "Emails leave by Gmail, and replies are read from the same account."
          : "Google asks you once, and Greenlight never sees your password. Replies are read from the same account."}
      </Text>
      {connect.isError && <Failure title="Gmail could not be connected" error={connect.error} />}
    </Stack>
  );
}
