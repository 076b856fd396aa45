import type { UseFormReturnType } from "@mantine/form";
import type { Recurring } from "@/lib/autopilot/recurring/schemas";

export type RecurringFields = Pick<
  Recurring,
  "title" | "cron_expr" | "timezone" | "job_type" | "missed_policy" | "overlap"
> & {
  days: string;
  email: boolean;
  phase: string;
  campaign_id: string;
  step: string;
  action_type: string;
  url: string;
  json: string;
};
export type FormOfTask = UseFormReturnType<RecurringFields>;

const text = (value: unknown, otherwise = ""): string => (typeof value === "string" ? value : otherwise);

/** The form of a task, or of a new one in a zone. */
export function fieldsOf(zone: string, task?: Recurring): RecurringFields {
  const payload = task?.payload ?? {};
  const data = payload["payload"] ?? payload["body"] ?? {};
  return {
    title: task?.title ?? "",
    cron_expr: task?.cron_expr ?? "0 9 * * *",
    timezone: task?.timezone ?? zone,
    job_type: task?.job_type ?? "actions.propose",
    missed_policy: task?.missed_policy ?? "run_once",
    overlap: task?.overlap ?? "skip",
    days: String(payload["days"] ?? 7),
    email: payload["email"] !== false,
    phase: String(payload["phase"] ?? 0),
    campaign_id: text(payload["campaign_id"]),
    step: text(payload["step"], "email_1"),
    action_type: text(payload["action_type"], "campaign.pause"),
    url: text(payload["url"]),
    json: JSON.stringify(data, null, 2),
  };
}

function parsed(json: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

const HAS_JSON: ReadonlySet<string> = new Set(["actions.propose", "webhook.post"]);

export const payloadProblem = (json: string, { job_type }: RecurringFields): string | null =>
  HAS_JSON.has(job_type) && parsed(json) === null ? "must be JSON, like {}" : null;

/** The payload of the kind, out of the form. */
export function payloadOf(fields: RecurringFields): Record<string, unknown> {
  switch (fields.job_type) {
    case "reports.write_report":
      return { days: Number(fields.days), email: fields.email };
    case "phases.generate":
      return { phase: Number(fields.phase) };
    case "campaigns.run":
      return { campaign_id: fields.campaign_id, step: fields.step };
    case "actions.propose":
      return { action_type: fields.action_type, payload: parsed(fields.json) ?? {} };
    case "webhook.post":
      return { url: fields.url, body: parsed(fields.json) ?? {} };
    case "nightshift.cycle_project":
      return {};
  }
}
