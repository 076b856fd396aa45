import { Anchor, List, ListItem, Text } from "@mantine/core";
import { Link } from "@/app/_ui/link";
import type { MissingItem } from "@/app/_ui/api-client";

/** The fields that a launch still needs, each with a link. */
export function MissingList({ projectId, missing }: { projectId: string; missing: MissingItem[] }) {
  return (
    <>
      <Text fw={500} mb={6}>
        Before you can launch:
      </Text>
      <List spacing={6} size="sm">
        {missing.map(({ field, step, message }) => (
          <ListItem key={`${step} ${field}`}>
            {message}{" "}
            <Anchor
              underline="always"
              component={Link}
              href={`/companies/${projectId}/onboarding?step=${encodeURIComponent(step)}`}
              size="sm"
              aria-label={`Fill this in: ${message}`}
            >
              Fill this in
            </Anchor>
          </ListItem>
        ))}
      </List>
    </>
  );
}
