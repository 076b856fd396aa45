"use client";

import { Card, List, ListItem, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api } from "@/app/_ui/api-client";
import { Failure } from "@/app/_ui/failure";
import { resultWords } from "@/app/_ui/variant-words";
import type { Project } from "@/lib/company/projects/schemas";
import type { Sequence } from "@/lib/outreach/sequence/schemas";

type Props = { project: Project; campaignId: string };

/** The results of each text, in a campaign that compares some; nothing in any other. */
export function VariantResults({ project, campaignId }: Props) {
  const query = { workspace_id: project.workspace_id };
  const read = useQuery({
    queryKey: ["company", project.id, "sequence", campaignId],
    queryFn: ({ signal }) => api<Sequence>(`/api/campaigns/${campaignId}/sequence`, { query, signal }),
  });
  if (read.isError) {
    return (
      <Failure
        title="The results of the variants could not be loaded"
        error={read.error}
        onRetry={() => void read.refetch()}
      />
    );
  }
  const compared = (read.data?.steps ?? []).flatMap(({ variants }, index) => (variants.length > 0 ? [index + 1] : []));
  if (compared.length === 0) return null;
  return (
    <Card component="section" aria-labelledby="variants-title">
      <Title order={2} id="variants-title" size="h4">
        Variants
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        Each lead gets one text of an email, always the same. Below 200 sent it is too early to tell which is better.
      </Text>
      <List size="sm" className="numbers">
        {compared.flatMap((step) =>
          ["A", "B", "C", "D"].slice(0, 1 + (read.data?.steps[step - 1]?.variants.length ?? 0)).map((letter, index) => {
            const result = read.data?.results.find((one) => one.step === step && one.variant === index + 1);
            return (
              <ListItem key={`${step}${letter}`}>
                Email {step}, variant {letter}: {result ? resultWords(result) : "none sent yet"}
              </ListItem>
            );
          }),
        )}
      </List>
    </Card>
  );
}
