import { Card, Group, Text, Title } from "@mantine/core";
import { Fact, Facts } from "@/app/_ui/facts";
import { LinkButton } from "@/app/_ui/link-button";
import type { Brand } from "@/lib/company/profile/schemas";
import { LANGUAGE_NAMES } from "@/app/_ui/language-names";

type Props = { projectId: string; brand: Brand | null };

const shownFacts = (brand: Brand): [name: string, value: string | null][] => [
  ["Company", brand.company_name],
  ["Business", brand.description],
  ["Services", brand.services.join(", ") || null],
  ["The emails are for", brand.audience],
  ["Their problem", brand.problem],
  ["It works, because", brand.proof],
  ["The offer", brand.offer],
  ["Tone", brand.tone],
  ["Language", LANGUAGE_NAMES[brand.language]],
  ["Sender", `${brand.sender_name} <${brand.sender_email}>`],
  ["Postal address", brand.postal_address],
];

/** The answers that every email is written from, and the way to change them. */
export function CompanyProfileCard({ projectId, brand }: Props) {
  return (
    <Card component="section" aria-labelledby="profile-title">
      <Group justify="space-between" align="flex-start" gap="sm" mb="md">
        <div>
          <Title order={2} id="profile-title">
            Company and sender
          </Title>
          <Text size="sm" c="dimmed" mt={4}>
            Every email is written from these answers.
          </Text>
        </div>
        <LinkButton href={`/companies/${projectId}/onboarding?step=brand`} variant="default">
          {brand ? "Change" : "Fill in"}
        </LinkButton>
      </Group>
      {brand && (
        <Facts>
          {shownFacts(brand).map(([name, value]) => (
            <Fact key={name} name={name}>
              <span style={{ whiteSpace: "pre-line", overflowWrap: "anywhere" }}>{value ?? "Not answered yet"}</span>
            </Fact>
          ))}
        </Facts>
      )}
    </Card>
  );
}
