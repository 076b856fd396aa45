"use client";

import { Button, Group, Loader, Stack, Text } from "@mantine/core";
import { useState } from "react";
import type { Project } from "@/lib/company/projects/schemas";
import { Failure } from "../failure";
import { FileDrop } from "./file-drop";
import { ImportProgress } from "./import-progress";
import { ImportResult } from "./import-result";
import { MappingTable } from "./mapping-table";
import { PreviewSummary } from "./preview-summary";
import { useLeadImport, type Mapping } from "./use-lead-import";

type Props = { project: Project; onImported?: () => void };

/** Leads from a CSV file: choose, see what will be read, adjust the columns, import. */
export function LeadsImport({ project, onImported }: Props) {
  const [file, setFile] = useState<File | null>(null);
  const { preview, begin, isRunning, progress, failure, ended, restart, undo, cancel } = useLeadImport(
    project,
    onImported,
  );

  const choose = (chosen: File): void => {
    restart();
    setFile(chosen);
    preview.mutate({ file: chosen });
  };
  const another = (): void => {
    restart();
    setFile(null);
  };
  const remap = (mapping: Mapping): void => {
    if (file) preview.mutate({ file, mapping });
  };
  const start = (mapping: Mapping): void => {
    if (file) begin.mutate({ file, mapping });
  };

  if (ended) {
    const takeBack = (): void => undo.mutate(ended.import_id, { onSuccess: another });
    return <ImportResult result={ended} onAnother={another} onUndo={takeBack} undoing={undo.isPending} />;
  }
  if (isRunning)
    return (
      <ImportProgress
        progress={progress}
        fileName={progress?.file_name ?? file?.name ?? "the file"}
        failure={failure}
        onCancel={cancel}
      />
    );
  const read = preview.data;
  return (
    <Stack gap="md">
      {failure && <Failure title="The import cannot be followed" error={failure} />}
      <FileDrop onChoose={choose} compact={file !== null} />
      {preview.isPending && !read && (
        <Group gap="sm" role="status">
          <Loader size="sm" />
          <Text size="sm">Reading {file?.name}…</Text>
        </Group>
      )}
      {preview.isError && <Failure title={`${file?.name ?? "The file"} could not be read`} error={preview.error} />}
      {begin.isError && <Failure title="The import did not start" error={begin.error} />}
      {read && file && (
        <>
          <PreviewSummary fileName={file.name} preview={read} />
          <MappingTable preview={read} onChange={remap} busy={preview.isPending} />
          <Group justify="flex-end">
            <Button variant="default" onClick={another}>
              Cancel
            </Button>
            <Button
              onClick={() => start(read.mapping)}
              disabled={read.problem !== null || read.total === 0 || preview.isPending}
            >
              Import {read.total - read.refused} {read.total - read.refused === 1 ? "lead" : "leads"}
            </Button>
          </Group>
        </>
      )}
    </Stack>
  );
}
