import { Badge } from "@mantine/core";
import {
  IconAlertTriangle,
  IconCheck,
  IconCircleDashed,
  IconEye,
  IconFlag,
  IconHourglass,
  IconX,
} from "@tabler/icons-react";
import type { TaskState } from "@/lib/company/tasks/schemas";

const LOOKS: Record<TaskState, { words: string; color: string; icon: typeof IconCheck }> = {
  proposed: { words: "Proposed", color: "blue", icon: IconEye },
  accepted: { words: "To do", color: "gray", icon: IconCircleDashed },
  running: { words: "Running", color: "blue", icon: IconHourglass },
  done: { words: "Done, verified", color: "green", icon: IconCheck },
  finished: { words: "Ended, nothing to verify", color: "gray", icon: IconFlag },
  failed: { words: "Claimed, not true", color: "red", icon: IconX },
  dismissed: { words: "Dismissed", color: "gray", icon: IconX },
  needs_you: { words: "Needs you", color: "orange", icon: IconAlertTriangle },
};

export function TaskStateBadge({ state }: { state: TaskState }) {
  const { words, color, icon: Icon } = LOOKS[state];
  return (
    <Badge component="span" color={color} leftSection={<Icon size={12} aria-hidden />}>
      {words}
    </Badge>
  );
}
