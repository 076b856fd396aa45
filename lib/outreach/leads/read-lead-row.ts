import { parseEmailAddress, spellAddress } from "@/lib/platform/email-address";
import { showInvisible } from "@/lib/platform/text";
import type { CsvRow } from "./parse-csv";
import { LEAD_FIELDS, type ColumnTarget, type LeadField, type RowError } from "./schemas";

export type NewLead = { email: string; custom: Record<string, string> } & Record<
  Exclude<LeadField, "email">,
  string | null
>;

const LONG_TEXT = 10_000;
const MAX_LENGTH: Record<Exclude<ColumnTarget, "ignore">, number> = {
  email: 254,
  first_name: 200,
  last_name: 200,
  company: 300,
  title: 300,
  website: 500,
  notes: LONG_TEXT,
  custom: LONG_TEXT,
};

const isLeadField = (target: ColumnTarget): target is LeadField => LEAD_FIELDS.some((field) => field === target);

function problemOf(target: Exclude<ColumnTarget, "ignore">, value: string): string | null {
  if (value.length > MAX_LENGTH[target]) {
    return `cell too long: ${value.length.toLocaleString("en-US")} characters, at most ${MAX_LENGTH[target].toLocaleString("en-US")}`;
  }
  if (value.includes("\0")) return "holds a NUL character, which cannot be stored";
  if (target !== "email") return null;
  if (value === "") return "email is missing";
  return parseEmailAddress(value) === null ? `“${showInvisible(value.slice(0, 80))}” is not an email address` : null;
}

/** Names stand in mail headers and greetings, so they are one line; notes and custom cells keep theirs. */
const clean = (target: ColumnTarget, value: string): string => {
  if (target === "email") return spellAddress(value);
  return target === "notes" || target === "custom" ? value.trim() : value.replace(/\s+/g, " ").trim();
};

type Columns = { headers: readonly string[]; targets: readonly ColumnTarget[] };

/**
 * One row as a lead, or what is wrong with it. A cell such as `=HYPERLINK(…)` is text like any other: only a spreadsheet
 * would run it, so it is neutralised where leads are written to CSV, and stays as it came here.
 */
export function readLeadRow(
  { row, cells }: CsvRow,
  { headers, targets }: Columns,
): { lead: NewLead } | { errors: RowError[] } {
  const errors: RowError[] = [];
  const fields = new Map<LeadField, string>();
  const custom: [string, string][] = [];
  if (cells.slice(headers.length).some((cell) => cell.trim() !== "")) {
    errors.push({
      row,
      column: null,
      error: `has ${cells.length} cells, but the header names ${headers.length} columns`,
    });
  }
  for (const [index, header] of headers.entries()) {
    const target = targets[index] ?? "ignore";
    if (target === "ignore") continue;
    const value = clean(target, cells[index] ?? "");
    const problem = problemOf(target, value);
    if (problem) errors.push({ row, column: header, error: problem });
    else if (isLeadField(target)) fields.set(target, value);
    else if (value !== "") custom.push([header, value]);
  }
  if (errors.length > 0) return { errors };
  const text = (field: LeadField): string | null => fields.get(field) || null;
  return {
    lead: {
      email: fields.get("email") ?? "",
      first_name: text("first_name"),
      last_name: text("last_name"),
      company: text("company"),
      title: text("title"),
      website: text("website"),
      notes: text("notes"),
      custom: Object.fromEntries(custom),
    },
  };
}
