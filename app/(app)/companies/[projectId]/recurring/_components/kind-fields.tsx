import { JsonInput, NativeSelect, Switch, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api } from "@/app/_ui/api-client";
import type { OfferedAction } from "@/lib/autopilot/actions/schemas";
import type { Project } from "@/lib/company/projects/schemas";
import type { CampaignPage } from "@/lib/outreach/campaigns/list-campaigns";
import type { FormOfTask } from "./recurring-fields";

type Props = { project: Project; form: FormOfTask };

const STEPS = [
  { value: "preparation", label: "Prepare drafts" },
  { value: "email_1", label: "Send first emails" },
  { value: "email_2", label: "Send second emails" },
  { value: "email_3", label: "Send third emails" },
];

const DAYS = [
  { value: "1", label: "The last day" },
  { value: "7", label: "The last 7 days" },
  { value: "30", label: "The last 30 days" },
];

const PACKETS = [
  { value: "0", label: "Brief" },
  { value: "1", label: "Validation" },
  { value: "2", label: "Distribution" },
  { value: "3", label: "Launch" },
];

/** The fields of each kind of work. */
export function KindFields({ project, form }: Props) {
  switch (form.getValues().job_type) {
    case "reports.write_report":
      return (
        <>
          <NativeSelect
            label="About"
            description="Facts and numbers alone, each with a link to its rows. The report is kept under Files."
            data={DAYS}
            {...form.getInputProps("days")}
          />
          <Switch label="Email it to those who decide" {...form.getInputProps("email", { type: "checkbox" })} />
        </>
      );
    case "phases.generate":
      return (
        <NativeSelect
          label="Packet"
          description="Each run drafts it anew where something is new. It counts once you accept it under Plan."
          data={PACKETS}
          {...form.getInputProps("phase")}
        />
      );
    case "campaigns.run":
      return <CampaignFields project={project} form={form} />;
    case "actions.propose":
      return <ActionFields project={project} form={form} />;
    case "webhook.post":
      return (
        <>
          <TextInput
            label="Address"
            description="An https address on the company's own website. Each call is signed (Standard Webhooks)."
            placeholder="https://example.com/hooks/daily"
            required
            {...form.getInputProps("url")}
          />
          <JsonInput label="Data" autosize minRows={2} {...form.getInputProps("json")} />
        </>
      );
    case "nightshift.cycle_project":
      return null;
  }
}

function CampaignFields({ project, form }: Props) {
  const campaigns = useQuery({
    queryKey: ["company", project.id, "campaigns", "of recurring"],
    queryFn: ({ signal }) =>
      api<CampaignPage>("/api/campaigns", { query: { workspace_id: project.workspace_id, limit: 200 }, signal }),
  });
  const data = (campaigns.data?.data ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      <NativeSelect
        label="Campaign"
        description="If it is not active when the task runs, its activation is proposed for your approval."
        required
        data={[{ value: "", label: data.length === 0 ? "No campaigns yet" : "Choose a campaign" }, ...data]}
        {...form.getInputProps("campaign_id")}
      />
      <NativeSelect label="Step" data={STEPS} {...form.getInputProps("step")} />
    </>
  );
}

function ActionFields({ project, form }: Props) {
  const actions = useQuery({
    queryKey: ["company", project.id, "actions"],
    queryFn: ({ signal }) => api<{ data: OfferedAction[] }>(`/api/projects/${project.id}/actions`, { signal }),
  });
  const offered = actions.data?.data ?? [];
  const schema = offered.find(({ kind }) => kind === form.getValues().action_type)?.input_schema;
  const needed = Array.isArray(schema?.["required"]) ? schema["required"].join(", ") : "";
  return (
    <>
      <NativeSelect
        label="Action"
        description="It is proposed at each run, and happens only after your approval."
        data={offered.map(({ kind, title }) => ({ value: kind, label: title }))}
        {...form.getInputProps("action_type")}
      />
      <JsonInput
        label="Payload"
        description={needed === "" ? "JSON, as the action takes it." : `JSON with ${needed}.`}
        autosize
        minRows={3}
        {...form.getInputProps("json")}
      />
    </>
  );
}
