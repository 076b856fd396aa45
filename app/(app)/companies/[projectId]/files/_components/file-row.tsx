"use client";

import { Badge, Button, CopyButton, Group, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { api } from "@/app/_ui/api-client";
import { notifyFailure } from "@/app/_ui/notify";
import { When } from "@/app/_ui/when";
import type { Asset } from "@/lib/company/assets/schemas";
import { fileSize } from "@/app/_ui/file-size";
import classes from "./files.module.css";
import { PublishButton } from "./publish-button";

type Props = { projectId: string; file: Asset; mayWrite: boolean; mayPublish: boolean; onRemove: () => void };

export function FileRow({ projectId, file, mayWrite, mayPublish, onRemove }: Props) {
  const { id, name, content_type: type, size_bytes: size, state, created_at: createdAt, sha256 } = file;
  const open = useMutation({
    // The tab opens with the click, before its address is known: later a browser would block it.
    mutationFn: async (tab: Window | null) => {
      const { url } = await api<{ url: string }>(`/api/projects/${projectId}/assets/${id}/preview`);
      if (tab) tab.location.href = url;
    },
    onError: (error, tab) => {
      tab?.close();
      notifyFailure(`“${name}” was not opened`, error);
    },
  });
  return (
    <li data-file={id}>
      <div className={classes.about}>
        <Group gap={8}>
          <Text component="span" size="sm" fw={550}>
            {name}
          </Text>
          {state === "awaiting_upload" && <Badge color="yellow">Not complete</Badge>}
        </Group>
        <Text size="xs" c="dimmed" mt={2}>
          {type}, {fileSize(size)}, <When iso={createdAt} />
        </Text>
      </div>
      <Group gap="xs">
        {state === "ready" && (
          <Button
            size="xs"
            variant="default"
            loading={open.isPending}
            onClick={() => open.mutate(window.open("about:blank", "_blank"))}
            aria-label={`Open ${name}`}
          >
            Open
          </Button>
        )}
        {sha256 && (
          <CopyButton value={JSON.stringify({ asset_id: id, sha256 })}>
            {({ copied, copy }) => (
              <Button size="xs" variant="default" onClick={copy} aria-label={`Copy the reference of ${name}`}>
                {copied ? "Copied" : "Copy reference"}
              </Button>
            )}
          </CopyButton>
        )}
        {sha256 && mayPublish && <PublishButton projectId={projectId} file={{ id, name, sha256 }} />}
        {mayWrite && (
          <Button size="xs" variant="default" onClick={onRemove} aria-label={`Remove ${name}`}>
            Remove…
          </Button>
        )}
      </Group>
    </li>
  );
}
