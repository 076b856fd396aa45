import { showInvisible } from "@/lib/platform/text";
import { doubtOf } from "./doubtful-address";
import type { CsvRow } from "./parse-csv";
import { readAddresses } from "./read-address";
import type { ColumnTarget, HeldFor, LeadField, RowError } from "./schemas";
import { splitName } from "./split-name";
import { readStatus, strongest, type StatusElsewhere } from "./status-elsewhere";

type Facts = Record<Exclude<LeadField, "email">, string | null>;
export type NewLead = Facts & {
  email: string;
  custom: Record<string, string>;
  held_for: HeldFor | null;
  /** Why the tool that the file comes from would not email them any more. */
  elsewhere: Exclude<StatusElsewhere, "unverified"> | null;
};

const LONG_TEXT = 10_000;
const MAX_LENGTH: Record<Exclude<ColumnTarget, "ignore">, number> = {
  email: 1_000,
  first_name: 200,
  last_name: 200,
  full_name: 400,
  company: 300,
  title: 300,
  website: 500,
  notes: LONG_TEXT,
  phone: LONG_TEXT,
  linkedin: LONG_TEXT,
  location: LONG_TEXT,
  outreach_status: LONG_TEXT,
  custom: LONG_TEXT,
};

const ADDRESS = 254;
const tooLong = (value: string, most: number): string =>
  `cell too long: ${value.length.toLocaleString("en-US")} characters, at most ${most.toLocaleString("en-US")}`;

function problemOf(target: Exclude<ColumnTarget, "ignore">, value: string): string | null {
  if (value.length > MAX_LENGTH[target]) return tooLong(value, MAX_LENGTH[target]);
  if (value.includes("\0")) return "holds a NUL character, which cannot be stored";
  if (target !== "email") return null;
  if (value === "") return "email is missing";
  if (readAddresses(value) !== null) return null;
  if (value.length > ADDRESS) return tooLong(value, ADDRESS);
  return `“${showInvisible(value.slice(0, 80))}” is not an email address`;
}

const PICTURES = /(?:\p{Extended_Pictographic}|[\u{1f1e6}-\u{1f1ff}]|\ufe0f|\u200d)+/gu;
const NAMES: readonly ColumnTarget[] = ["first_name", "last_name", "full_name"];

/** Names stand in mail headers and greetings, so they are one line without pictures; notes and custom cells keep theirs. */
const clean = (target: ColumnTarget, value: string): string => {
  if (target === "email") return value.trim();
  const text = value.normalize("NFC");
  if (target === "notes" || target === "custom") return text.trim();
  return (NAMES.includes(target) ? text.replace(PICTURES, " ") : text).replace(/\s+/g, " ").trim();
};

type Columns = { headers: readonly string[]; targets: readonly ColumnTarget[] };
type Cell = { header: string; target: Exclude<ColumnTarget, "ignore">; value: string };

function leadOf(cells: readonly Cell[]): NewLead {
  const at = (target: ColumnTarget): string => cells.find((cell) => cell.target === target)?.value ?? "";
  const { email, others } = readAddresses(at("email")) ?? { email: "", others: [] };
  const split = splitName(at("full_name"));
  const named = (["phone", "linkedin"] as const).map((name): [string, string] => [name, at(name)]);
  const places = cells.filter(({ target }) => target === "location").map(({ value }) => value);
  const found = cells.flatMap(({ target, header, value }) =>
    target === "outreach_status" ? (readStatus(header, value) ?? []) : [],
  );
  const status = strongest(found);
  const extras: [string, string][] = [
    ...cells.flatMap(({ target, header, value }): [string, string][] =>
      target === "custom" || target === "outreach_status" ? [[header, value]] : [],
    ),
    ...named,
    ["location", [...new Set(places.filter(Boolean))].join(", ")],
    ["other_emails", others.join(", ")],
  ];
  return {
    email,
    first_name: at("first_name") || split.first || null,
    last_name: at("last_name") || (at("first_name") ? "" : split.last) || null,
    company: at("company") || null,
    title: at("title") || null,
    website: at("website") || null,
    notes: at("notes") || null,
    custom: Object.fromEntries(extras.filter(([, value]) => value !== "")),
    held_for: doubtOf(email) ?? (status === "unverified" ? "unverified" : null),
    elsewhere: status === "unverified" ? null : status,
  };
}

/**
 * One row as a lead, or what is wrong with it. A cell such as `=HYPERLINK(…)` is text like any other: only a spreadsheet
 * would run it, so it is neutralised where leads are written to CSV, and stays as it came here.
 */
export function readLeadRow(
  { row, cells }: CsvRow,
  { headers, targets }: Columns,
): { lead: NewLead } | { errors: RowError[] } {
  const errors: RowError[] = [];
  const read: Cell[] = [];
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
    else read.push({ header, target, value });
  }
  if (errors.length > 0) return { errors };
  return { lead: leadOf(read) };
}
