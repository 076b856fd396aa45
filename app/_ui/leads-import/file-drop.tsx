"use client";

import "@mantine/dropzone/styles.css";
import { Group, Text } from "@mantine/core";
import { Dropzone } from "@mantine/dropzone";
import { IconFileSpreadsheet } from "@tabler/icons-react";
import { useState } from "react";

type Props = { onChoose: (file: File) => void; compact: boolean };

/** A file dropped or chosen. Whether it is a CSV is for the server to say: browsers name its type differently. */
export function FileDrop({ onChoose, compact }: Props) {
  const [refused, setRefused] = useState(false);
  const take = ([file]: File[]): void => {
    setRefused(false);
    if (file) onChoose(file);
  };
  return (
    <div>
      <Dropzone
        onDrop={take}
        onReject={() => setRefused(true)}
        multiple={false}
        maxSize={20 * 1024 * 1024}
        p={compact ? "sm" : "xl"}
        aria-label="Drop a CSV file here, or choose one"
        inputProps={{ "aria-label": "CSV file with leads" }}
      >
        <Group justify="center" gap="md" style={{ pointerEvents: "none" }}>
          <IconFileSpreadsheet size={compact ? 22 : 34} stroke={1.4} aria-hidden />
          <div>
            <Text fw={500} size={compact ? "sm" : "md"}>
              {compact ? "Choose another file" : "Drop a CSV file here, or click to choose"}
            </Text>
            {!compact && (
              <Text size="sm" c="dimmed">
                One lead per row; an email column is all it needs. Up to 20 MB.
              </Text>
            )}
          </div>
        </Group>
      </Dropzone>
      {refused && (
        <Text size="sm" c="var(--mantine-color-error)" mt={6} role="alert">
          That is not one file of at most 20 MB. Split it, or choose another.
        </Text>
      )}
    </div>
  );
}
