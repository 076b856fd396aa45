"use client";

import { Button, Group, Text, TextInput } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { SearchInput } from "@/app/_ui/search-input";
import type { UrlFilter } from "@/app/_ui/use-url-filter";

type Shared = "search" | "from" | "to";
type Props = { filter: UrlFilter<Shared>; placeholder: string; label: string; children: ReactNode };

/** The filters of both logs: words, days, and those of the log itself. */
export function LogFilter({ filter, placeholder, label, children }: Props) {
  const { values, set } = filter;
  return (
    <Group gap="sm" mb="md" role="search" aria-label={label}>
      <SearchInput
        aria-label="Search"
        placeholder={placeholder}
        value={values.search}
        onSearch={(search) => set({ search })}
        style={{ flex: "1 1 240px" }}
      />
      {children}
      <Group gap="xs" wrap="nowrap" w={{ base: "100%", xs: "auto" }}>
        <TextInput
          type="date"
          aria-label="From"
          value={values.from}
          max={values.to || undefined}
          onChange={({ currentTarget }) => set({ from: currentTarget.value })}
          style={{ flex: 1 }}
        />
        <Text size="sm" c="dimmed">
          to
        </Text>
        <TextInput
          type="date"
          aria-label="To"
          value={values.to}
          min={values.from || undefined}
          onChange={({ currentTarget }) => set({ to: currentTarget.value })}
          style={{ flex: 1 }}
        />
      </Group>
      {filter.active && (
        <Button variant="subtle" onClick={filter.clear}>
          Clear
        </Button>
      )}
    </Group>
  );
}

/** The same lines as a file. */
export function CsvLink({ path, query }: { path: string; query: Record<string, string> }) {
  const given = Object.entries(query).filter(([, value]) => value !== "");
  return (
    <Button
      component="a"
      href={`${path}?${new URLSearchParams([...given, ["format", "csv"]])}`}
      download
      variant="default"
      leftSection={<IconDownload size={16} aria-hidden />}
    >
      Export CSV
    </Button>
  );
}

export const NothingFound = ({ filter, what }: { filter: Pick<UrlFilter<never>, "clear">; what: string }) => (
  <Group justify="center" py="xl" gap="sm">
    <Text c="dimmed">No {what} matches.</Text>
    <Button variant="default" size="xs" onClick={filter.clear}>
      Show all
    </Button>
  </Group>
);
