import { Accordion, Card, Code, Text, Title } from "@mantine/core";
import { When } from "@/app/_ui/when";
import type { ApprovalVersion } from "@/lib/company/approvals/schemas";
import { writtenBy } from "./written-by";

/** Every version with its raw bytes, the newest first; only the current one can be approved. */
export function Versions({ versions }: { versions: readonly ApprovalVersion[] }) {
  return (
    <Card>
      <Title order={2} fz="h4" mb="sm">
        Versions
      </Title>
      <Accordion variant="separated">
        {versions.map(({ version, author, author_type, composed_at, content_hash, sealed }) => (
          <Accordion.Item key={version} value={String(version)}>
            <Accordion.Control>
              <Text size="sm">
                Version {version}, written by {writtenBy({ author, author_type })} <When iso={composed_at} />
              </Text>
            </Accordion.Control>
            <Accordion.Panel>
              <Text size="xs" c="dimmed" ff="monospace" mb="xs" style={{ overflowWrap: "anywhere" }}>
                SHA-256 {content_hash}
              </Text>
              <Code block style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
                {JSON.stringify(sealed, null, 2)}
              </Code>
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </Card>
  );
}
