import { Group, Text, ThemeIcon, VisuallyHidden } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";

type Props = { number: number; complete: boolean; title: string; about: string };

export function PartHeading({ number, complete, title, about }: Props) {
  return (
    <Group wrap="nowrap" gap="md">
      <ThemeIcon size={34} radius="xl" variant="light" color={complete ? "green" : "gray"} aria-hidden>
        {complete ? <IconCheck size={18} /> : <span className="numbers">{number}</span>}
      </ThemeIcon>
      <div>
        <Text fw={600} component="span" display="block">
          {title}
          {complete && <VisuallyHidden> (complete)</VisuallyHidden>}
        </Text>
        <Text size="sm" c="dimmed" component="span" display="block">
          {about}
        </Text>
      </div>
    </Group>
  );
}
