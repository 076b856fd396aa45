"use client";

import { Alert, Button, Card, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { api } from "@/app/_ui/api-client";
import { PageHeader } from "@/app/_ui/page-header";
import type { Project } from "@/lib/company/projects/schemas";

type Props = { project: Project; token: string };

/** Looking at it changes nothing: a mail server follows links too. The button confirms. */
export function ConfirmAddressView({ project, token }: Props) {
  const confirm = useMutation({
    mutationFn: () =>
      api<{ email: string }>(`/api/projects/${project.id}/email-identity/confirm-address`, { json: { token } }),
  });
  return (
    <>
      <PageHeader back={{ href: `/companies/${project.id}/mail`, label: "Mail" }} title="Confirm an address" />
      <Card>
        <Stack align="flex-start">
          {confirm.data ? (
            <Text role="status">
              {confirm.data.email} is confirmed. Email from it to {project.name} counts as yours.
            </Text>
          ) : (
            <>
              <Text>
                Email that you send to {project.name} from this address then counts as yours: it may propose tasks, and
                decides nothing.
              </Text>
              {confirm.isError && (
                <Alert color="red" title="The address was not confirmed">
                  {confirm.error.message}
                </Alert>
              )}
              <Button disabled={token === ""} loading={confirm.isPending} onClick={() => confirm.mutate()}>
                Confirm the address
              </Button>
              {token === "" && (
                <Text size="sm" c="dimmed">
                  Open the link of the email that was sent to the address.
                </Text>
              )}
            </>
          )}
        </Stack>
      </Card>
    </>
  );
}
