"use client";

import { Button, Card, FileButton, Group, Text } from "@mantine/core";
import { IconPhoto, IconUpload } from "@tabler/icons-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Blank } from "@/app/_ui/blank";
import { MoreRows } from "@/app/_ui/more-rows";
import { usePages, type Page } from "@/app/_ui/use-pages";
import type { Asset } from "@/lib/company/assets/schemas";
import { FileRow } from "./file-row";
import classes from "./files.module.css";
import { useUpload } from "./use-upload";

const RemoveFileDialog = dynamic(() => import("./remove-file-dialog").then((module) => module.RemoveFileDialog), {
  ssr: false,
});

type Props = { projectId: string; firstPage: Page<Asset>; mayWrite: boolean; mayPublish: boolean };

/** A company's files: uploaded here, opened in a new tab. */
export function FilesView({ projectId, firstPage, mayWrite, mayPublish }: Props) {
  const pages = usePages<Asset>(`/api/projects/${projectId}/assets`, {}, firstPage);
  const upload = useUpload(projectId);
  const [removing, setRemoving] = useState<Asset | null>(null);
  const button = mayWrite && (
    <FileButton onChange={(file) => file && upload.mutate(file)}>
      {(props) => (
        <Button {...props} leftSection={<IconUpload size={16} aria-hidden />} loading={upload.isPending}>
          Upload a file
        </Button>
      )}
    </FileButton>
  );
  if (pages.rows.length === 0)
    return (
      <Blank icon={<IconPhoto size={26} />} title="No files yet" action={button}>
        Upload a logo, pictures or a document of at most 25 MB. Each can be published, or used by a website that is.
      </Blank>
    );
  return (
    <Card maw={860}>
      <Group justify="space-between" gap="sm">
        <Text size="sm" c="dimmed">
          At most 25 MB each
        </Text>
        {button}
      </Group>
      <ul className={classes.files}>
        {pages.rows.map((file) => (
          <FileRow
            key={file.id}
            projectId={projectId}
            file={file}
            mayWrite={mayWrite}
            mayPublish={mayPublish}
            onRemove={() => setRemoving(file)}
          />
        ))}
      </ul>
      <MoreRows pages={pages} title="The older files were not loaded" />
      {removing && <RemoveFileDialog projectId={projectId} file={removing} onClose={() => setRemoving(null)} />}
    </Card>
  );
}
