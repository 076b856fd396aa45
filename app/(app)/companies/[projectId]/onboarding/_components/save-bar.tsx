import { Button, Group, Text } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { Failure } from "@/app/_ui/failure";

type Props = {
  saving: boolean;
  saved: boolean;
  error: unknown;
  /** Something is typed and not saved. */
  typed?: boolean;
  /** The server could not keep it. */
  failing?: boolean;
  children?: ReactNode;
};

/** The end of a part: its button, whether it is saved, and what went wrong when no field could say it. */
export function SaveBar({ saving, saved, error, typed = false, failing = false, children }: Props) {
  return (
    <>
      {error !== null && <Failure title="This part was not saved" error={error} />}
      <Group justify="space-between" mt="xs">
        <Text size="sm" c="dimmed" role="status">
          {typed &&
            (failing ? "Not saved yet. Only this browser keeps your draft." : "Not saved yet. Your draft is kept.")}
          {saved && !typed && (
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
