"use client";

import { Button, Stack } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { api, ApiError } from "@/app/_ui/api-client";
import { Failure } from "@/app/_ui/failure";
import { notifySuccess } from "@/app/_ui/notify";

type Accepted = { workspace_id: string; workspace_name: string; role: string; project_id: string | null };

/** These say that the invitation has changed since the page was read: the page itself explains them. */
const CHANGED = new Set(["invite.not_found", "invite.expired", "invite.revoked", "invite.accepted", "member.already"]);

export function AcceptButton({ token, name }: { token: string; name: string }) {
  const router = useRouter();
  const acceptance = useMutation({
    mutationFn: () => api<Accepted>("/api/invites/accept", { json: { token } }),
    onSuccess: ({ project_id, workspace_name }) => {
      notifySuccess(`Welcome to ${workspace_name}`);
      router.replace(project_id ? `/companies/${project_id}` : "/companies");
    },
    onError: (error) => {
      if (error instanceof ApiError && CHANGED.has(error.code)) router.refresh();
    },
  });
  return (
    <Stack gap="md" mt="xs" align="center">
      <Button onClick={() => acceptance.mutate()} loading={acceptance.isPending || acceptance.isSuccess}>
        Accept and open {name}
      </Button>
      {acceptance.isError && <Failure title="You have not joined yet" error={acceptance.error} />}
    </Stack>
  );
}
