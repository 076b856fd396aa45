"use client";

import { Button, Card, Group, Stack, Text } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { LANGUAGE_NAMES } from "@/app/_ui/language-names";
import type { BrandSuggestion, SuggestionOrigin } from "@/lib/company/profile/schemas";
import type { BrandValues } from "./brand-values";

type Props = {
  url: string;
  suggestions: readonly BrandSuggestion[];
  form: UseFormReturnType<BrandValues>;
  onClose: () => void;
};

const ORIGINS: Record<SuggestionOrigin, string> = {
  structured_data: "structured data of the page",
  open_graph: "link preview of the page",
  meta: "description of the page",
  title: "title of the page",
  icon: "icon of the page",
};

type Answer = { field: keyof BrandValues; label: string };
const ANSWERS: Partial<Record<BrandSuggestion["field"], Answer>> = {
  company_name: { field: "company_name", label: "Company name" },
  description: { field: "description", label: "What does it do?" },
  postal_address: { field: "postal_address", label: "Postal address" },
  language: { field: "language", label: "Language" },
};

const languageName = (code: string): string =>
  Object.entries(LANGUAGE_NAMES).find(([language]) => language === code)?.[1] ?? code;

/** The answers that a website suggests, beside what is typed: each is taken alone, or all that are still empty at once. */
export function SuggestedAnswers({ url, suggestions, form, onClose }: Props) {
  const values = form.values;
  const rows = suggestions.flatMap((suggestion) => {
    const answer = ANSWERS[suggestion.field];
    return answer ? [{ ...suggestion, ...answer }] : [];
  });
  const empty = rows.filter(({ field }) => values[field].trim() === "");
  const use = (chosen: typeof rows): void => {
    for (const { field, value } of chosen) form.setFieldValue(field, value);
  };
  // The button goes with the last empty answer, and the suggestions with theirs: the focus moves to what is left.
  const useAll = (): void => {
    use(empty);
    form.getInputNode("company_name")?.focus();
  };
  const close = (): void => {
    form.getInputNode("website")?.focus();
    onClose();
  };
  return (
    <Card withBorder radius="md" p="md">
      <Stack gap="md">
        <Text size="sm" fw={600} style={{ overflowWrap: "anywhere" }}>
          Found on {new URL(url).hostname}
        </Text>
        {rows.map((row) => (
          <Group key={row.field} wrap="nowrap" align="flex-start" justify="space-between" gap="md">
            <div style={{ minWidth: 0 }}>
              <Text size="sm" c="dimmed">
                {row.label} – from the {ORIGINS[row.origin]}
              </Text>
              <Text size="sm" lineClamp={6} style={{ whiteSpace: "pre-line", overflowWrap: "anywhere" }}>
                {row.field === "language" ? languageName(row.value) : row.value}
              </Text>
            </div>
            <Button
              variant="default"
              size="xs"
              flex="none"
              disabled={values[row.field] === row.value}
              aria-label={values[row.field] === row.value ? `Used: ${row.label}` : `Use: ${row.label}`}
              onClick={() => use([row])}
            >
              {values[row.field] === row.value ? "Used" : "Use"}
            </Button>
          </Group>
        ))}
        <Group gap="sm">
          {empty.length > 1 && (
            <Button size="xs" onClick={useAll}>
              Use for the {empty.length} empty answers
            </Button>
          )}
          <Button size="xs" variant="subtle" onClick={close}>
            Close suggestions
          </Button>
        </Group>
      </Stack>
    </Card>
  );
}
