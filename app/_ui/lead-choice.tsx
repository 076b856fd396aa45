"use client";

import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { Project } from "@/lib/company/projects/schemas";
import type { Lead } from "@/lib/outreach/leads/schemas";
import type { SequencePreview } from "@/lib/outreach/sequence/schemas";
import { api } from "./api-client";
import { leadName } from "./lead-words";

const TYPING_MS = 400;

type ChoiceProps = { project: Project; shown: SequencePreview | null; onChoose: (leadId: string) => void };

/** Any lead, found by name, company or address; shown is the one that an email is previewed for. It opens as soon as it is there. */
export function LeadChoice({ project, shown, onChoose }: ChoiceProps) {
  const [search, setSearch] = useState("");
  // It takes the place of the button that had the focus.
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const [q] = useDebouncedValue(search, TYPING_MS);
  const found = useQuery({
    queryKey: ["company", project.id, "preview-leads", q],
    queryFn: ({ signal }) =>
      api<{ data: Lead[] }>("/api/leads", { query: { workspace_id: project.workspace_id, q, limit: 20 }, signal }),
    placeholderData: keepPreviousData,
  });
  const named = (found.data?.data ?? []).map((lead) => ({ value: lead.id, label: leadName(lead) }));
  const current = shown && { value: shown.lead_id, label: shown.to_name ?? shown.to };
  const data = current && !named.some(({ value }) => value === current.value) ? [current, ...named] : named;
  return (
    <Select
      label="For"
      searchable
      ref={field}
      defaultDropdownOpened
      data={data}
      filter={({ options }) => options}
      value={shown?.lead_id ?? null}
      onChange={(leadId) => leadId && onChoose(leadId)}
      onSearchChange={(text) => setSearch(data.some(({ label }) => label === text) ? "" : text)}
      nothingFoundMessage="No lead found"
      allowDeselect={false}
    />
  );
}
