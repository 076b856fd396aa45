import { Button, Group, Text } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { Failure } from "@/app/_ui/failure";

type Props = {
  saving: boolean;
  saved: boolean;
  error: unknown;
  /** Typed and not saved; this browser keeps it. */
  kept?: boolean;
  children?: ReactNode;
};

/** The end of a part: its button, whether it is saved, and what went wrong when no field could say it. */
export function SaveBar({ saving, saved, error, kept = false, children }: Props) {
  return (
    <>
      {error !== null && <Failure title="This part was not saved" error={error} />}
      <Group justify="space-between" mt="xs">
        <Text size="sm" c="dimmed" role="status">
          {kept && "Not saved yet. This browser keeps what you typed."}
          {saved && !kept && (
            <>
              <IconCheck size={14} aria-hidden style={{ verticalAlign: "-2px" }} /> Saved
            </>
          )}
        </Text>
        <Group gap="sm">
          {children}
          <Button type="submit" loading={saving}>
            Save and continue
          </Button>
        </Group>
      </Group>
    </>
  );
}
