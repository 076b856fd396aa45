import { Card, Container, SimpleGrid, Stack, Text, ThemeIcon, Title } from "@mantine/core";
import { IconChartBar, IconRocket, IconShieldCheck } from "@tabler/icons-react";
import { redirect } from "next/navigation";
import { LinkButton } from "@/app/_ui/link-button";
import { findPageUser } from "@/lib/http/page-ctx";
import { isOn } from "@/lib/platform/features";

const PROMISES = [
  {
    icon: <IconRocket size={20} />,
    title: "Press Launch",
    text: "Describe your company and bring your leads. Greenlight sets up its own outreach engine, step by step, in front of you.",
  },
  {
    icon: <IconShieldCheck size={20} />,
    title: "No duplicates",
    text: "Anyone who replies, opts out or bounces is never emailed again.",
  },
  {
    icon: <IconChartBar size={20} />,
    title: "See what happened",
    text: "Every send, reply and cost is counted within seconds.",
    ledger: "And every step is a readable line in the ledger.",
  },
];

export default async function StartPage() {
  if (await findPageUser()) redirect("/companies");
  return (
    <Container size="md" py={{ base: 48, sm: 96 }}>
      <Stack align="center" ta="center" gap="lg">
        <Title order={1} fz={{ base: 36, sm: 52 }} lh={1.1} maw={720} style={{ letterSpacing: "-0.03em" }}>
          Your company&rsquo;s outreach, from an idea to mail going out
        </Title>
        <Text size="lg" c="dimmed" maw={560}>
          Tell Greenlight what you do and who you want to reach. It drafts, sends at the right hour, listens for
          answers, and keeps a ledger of everything.
        </Text>
        <LinkButton href="/sign-in" size="md">
          Sign in
        </LinkButton>
      </Stack>
      <SimpleGrid cols={{ base: 1, sm: 3 }} mt={{ base: 48, sm: 80 }}>
        {PROMISES.map(({ icon, title, text, ledger }) => (
          <Card key={title}>
            <ThemeIcon variant="light" size="lg" aria-hidden>
              {icon}
            </ThemeIcon>
            <Title order={2} fz="md" mt="md">
              {title}
            </Title>
            <Text size="sm" c="dimmed" mt={4}>
              {text} {isOn("ledger") && ledger}
            </Text>
          </Card>
        ))}
      </SimpleGrid>
    </Container>
  );
}
