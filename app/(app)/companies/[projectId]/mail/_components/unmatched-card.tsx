import { Card, Stack, Text, Title } from "@mantine/core";
import { When } from "@/app/_ui/when";
import type { InboundEmail } from "@/lib/company/mail/schemas";
import { UNMATCHED } from "./mail-words";

/** Email to addresses that no longer lead anywhere, so that nothing is lost without a word. */
export function UnmatchedCard({ messages }: { messages: InboundEmail[] }) {
  if (messages.length === 0) return null;
  return (
    <Card mt="lg" component="section" aria-label="Not filed">
      <Title order={2} fz="h4">
        Not filed
      </Title>
      <Stack gap="sm" mt="sm" component="ul" p={0} m={0} style={{ listStyle: "none" }}>
        {messages.map(({ id, sender, subject, recipient, why, received_at }) => (
          <li key={id} style={{ overflowWrap: "anywhere" }}>
            <Text size="sm">
              “{subject || "(no subject)"}” from {sender || "an unknown sender"} to {recipient}
            </Text>
            <Text size="xs" c="dimmed" component="div">
              {UNMATCHED[why] ?? why} <When iso={received_at} />
            </Text>
          </li>
        ))}
      </Stack>
    </Card>
  );
}
