"use client";

import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { api } from "@/app/_ui/api-client";
import { notifyFailure } from "@/app/_ui/notify";

type Props = { projectId: string; file: { id: string; name: string; sha256: string } };

/** Proposes to publish a file and opens the proposal; nothing is public before its approval. */
export function PublishButton({ projectId, file: { id, name, sha256 } }: Props) {
  const router = useRouter();
  const propose = useMutation({
    mutationFn: () =>
      api<{ id: string }>(`/api/projects/${projectId}/approvals`, {
        json: { action_type: "asset.publish", payload: { asset_id: id, sha256 }, dedupe_key: `publish:${id}` },
      }),
    onSuccess: (proposal) => router.push(`/companies/${projectId}/approvals/${proposal.id}`),
    onError: (error) => notifyFailure(`“${name}” was not proposed for publishing`, error),
  });
  return (
    <Button
      size="xs"
      variant="default"
      loading={propose.isPending}
      onClick={() => propose.mutate()}
      aria-label={`Propose to publish ${name}`}
    >
      Publish…
    </Button>
  );
}
