import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { readIfPresent, repositoryRoot } from "../runtime/home";
import type { DashboardLine } from "./dashboard";
import { table, verdict, type Row } from "./figures";
import type { Line } from "./ingestion";
import { isBusy, type Machine } from "./machine";

const FOLDER = join(repositoryRoot, "bench");
const RESULTS = join(FOLDER, "results.json");
const PAGE = join(FOLDER, "README.md");

export type Section = { row?: Row; rows?: Row[] };
type Written = Section & { measured_at?: string; machine?: Machine; lines?: unknown[]; acknowledged?: number };
type Report = Record<string, Written>;

const rowsOf = ({ row, rows }: Section): Row[] => rows ?? (row ? [row] : []);
export const toTable = (sections: readonly Section[]): string => table(sections.flatMap((section) => rowsOf(section)));

/** The measurements so far, each section with its own time. */
export async function readReport(): Promise<Report> {
  const { machine, measured_at, ...sections } = JSON.parse((await readIfPresent(RESULTS)) ?? "{}") as Report;
  // Sections of older files stand under one time and machine.
  const shared = { ...(measured_at && { measured_at }), ...(machine && { machine }) };
  return Object.fromEntries(
    Object.entries(sections).map(([name, section]) => [name, { ...shared, ...section } as Written]),
  );
}

/** Puts what was just measured in the place of what was known of it, in `results.json` and in the page beside it. */
export async function writeReport(results: Record<string, Section>, machine: Machine): Promise<string[]> {
  const measured = { measured_at: new Date().toISOString(), machine };
  const fresh = Object.entries(results).map(([name, section]) => [name, { ...measured, ...section }] as const);
  const report: Report = { ...(await readReport()), ...Object.fromEntries(fresh) };
  await mkdir(FOLDER, { recursive: true });
  await writeFormatted(RESULTS, JSON.stringify(report, rounded));
  await writeFormatted(PAGE, toPage(JSON.parse(JSON.stringify(report, rounded)) as Report));
  return [RESULTS, PAGE];
}

const rounded = (_: string, value: unknown): unknown =>
  typeof value === "number" ? Math.round(value * 1000) / 1000 : value;

async function writeFormatted(path: string, text: string): Promise<void> {
  await writeFile(path, await format(text, { ...(await resolveConfig(path)), filepath: path }));
}

type Cell = string | number;

const markdown = (head: readonly string[], lines: readonly (readonly Cell[])[]): string =>
  [head, head.map(() => "---"), ...lines].map((line) => `| ${line.join(" | ")} |`).join("\n");
const whole = (value: number): string => Math.round(value).toLocaleString("en");
const milliseconds = (value: number): string => value.toFixed(value < 10 ? 1 : 0);

function toPage(report: Report): string {
  const rows = Object.values(report).flatMap((section) => rowsOf(section));
  return [
    "# Benchmarks",
    "Written by `npm run bench`; do not edit. Both sides of a ratio are measured in turn in one run, so a slow machine slows both.",
    markdown(
      ["", "measured", "compared with", "ratio", "limit", ""],
      rows.map((row) => [row.name, row.measured, row.compared, row.ratio?.toFixed(2) ?? "", row.limit, verdict(row)]),
    ),
    ingestionPart(report.ingestion),
    dashboardPart(report.dashboard),
    "## Where and when",
    markdown(
      ["", "measured at", "machine", "load before"],
      Object.entries(report).map(([name, section]) => whereAndWhen(name, section)),
    ),
    OUTSIDE,
  ]
    .filter(Boolean)
    .join("\n\n");
}

function whereAndWhen(name: string, { measured_at = "", machine }: Written): Cell[] {
  if (!machine) return [name, measured_at, "", ""];
  const { cpu, cpus, memory_gb, node, load_before } = machine;
  const what = [`${cpus} × ${cpu ?? "processor"}`, ...(memory_gb ? [`${memory_gb} GB`] : []), `Node ${node}`];
  return [
    name,
    measured_at,
    what.join(", "),
    `${load_before.toFixed(1)}${isBusy(machine) ? ": **busy**, the times mean little" : ""}`,
  ];
}

function ingestionPart(section: Written | undefined): string {
  if (!section?.lines) return "";
  const lines = section.lines as Line[];
  return [
    "## Events over HTTP",
    "`POST /api/events`, answered after the commit; the load comes from one process on the same machine (autocannon), for four companies.",
    markdown(
      ["process", "events a request", "connections", "events/s", "requests/s", "p50 ms", "p99 ms"],
      lines.map((line) => [
        line.process,
        whole(line.events_per_request),
        line.connections,
        whole(line.events_per_second),
        whole(line.requests_per_second),
        milliseconds(line.p50_ms),
        milliseconds(line.p99_ms),
      ]),
    ),
    `${whole(section.acknowledged ?? 0)} events were acknowledged during the run; as many were in the table after it.`,
  ].join("\n\n");
}

function dashboardPart(section: Written | undefined): string {
  if (!section?.lines) return "";
  return [
    "## The dashboard's aggregate",
    "`GET /api/dashboard/aggregate` with a session, 30 days with the 30 before; events of 90 days, 20 campaigns and three steps, a model call for every five events.",
    markdown(
      ["events stored", "readers at once", "p50 ms", "p99 ms", "answers/s"],
      (section.lines as DashboardLine[]).map((line) => [
        whole(line.events),
        line.connections,
        milliseconds(line.p50_ms),
        milliseconds(line.p99_ms),
        whole(line.requests_per_second),
      ]),
    ),
  ].join("\n\n");
}

const OUTSIDE = `## How to repeat it

\`npm run bench\` measures all; \`npm run bench ingestion\` or \`dashboard\`, \`mind\`, \`start\`, \`queue\`, \`ignition\` some. \`npm run bench dashboard -- --large\` adds 10,000,000 events (20 GB of disk, many minutes).
It starts a Postgres, a production build and an ingestion process of its own in a temporary folder and removes them.

The comparisons:

- **One event a request** with a route that has nothing to do, over as many connections. Through the application that is a route which Next answers (the events themselves are answered in front of Next): the limit holds under as many connections as keep it busy. Through the ingestion process it is the same route, sent an array of no events, as long as an event is; that costs next to nothing, and the ratio is only measured.
- **One event or page view a request over 16 connections** with bare prepared single-row inserts into the same table over as many connections to the database, each committed by itself, past row level security.
- **Batches** with bare inserts of the same rows, a thousand a statement, past row level security, over as many connections to the database: as multi-row inserts (\`values (…), (…)\`), and, without a limit, as the fastest form we know, a prepared statement that takes an array a column. The batches do more: contact, suppression, ledger line, notification and daily sums, in the same transaction.
- **The aggregate** of a company with a million events with that of one with ten thousand, in the same database.

For a comparison from outside, start either server alone:

\`\`\`sh
N8N_MODE=off npm start               # the application
npm run ingest -- --port 3200        # the ingestion process, beside it or against DATABASE_URL
npx autocannon -c 64 -d 10 -m POST -H content-type=application/json -H "x-webhook-token=$TOKEN" --idReplacement \\
  -b '{"workspace_id":"'$WORKSPACE'","contact_email":"ada@example.com","event_type":"sent","idempotency_key":"[<id>]"}' \\
  http://127.0.0.1:3200/api/events
\`\`\`
`;
