import { Anchor, Box, Group, Text, Title } from "@mantine/core";
import { IconArrowLeft } from "@tabler/icons-react";
import { Link } from "@/app/_ui/link";
import type { ReactNode } from "react";

type Props = { title: ReactNode; description?: ReactNode; actions?: ReactNode; back?: { href: string; label: string } };

export function PageHeader({ title, description, actions, back }: Props) {
  return (
    <Box mb="lg">
      {back && (
        <Link href={back.href} className="plain-link">
          <Anchor component="span" size="sm" mb={6} display="inline-flex" style={{ alignItems: "center", gap: 4 }}>
            <IconArrowLeft size={15} aria-hidden /> {back.label}
          </Anchor>
        </Link>
      )}
      <Group justify="space-between" align="flex-start" gap="md">
        <Box maw={680} miw={0} style={{ overflowWrap: "anywhere" }}>
          <Title order={1}>{title}</Title>
          {description && (
            <Text c="dimmed" mt={4}>
              {description}
            </Text>
          )}
        </Box>
        {actions && <Group gap="sm">{actions}</Group>}
      </Group>
    </Box>
  );
}
