import { Group, Stack, Text } from "@mantine/core";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Link } from "@/app/_ui/link";
import { PageHeader } from "@/app/_ui/page-header";
import { When } from "@/app/_ui/when";
import { getContext } from "@/lib/autopilot/context/get-context";
import { GetContextQuery, type ContextPurpose } from "@/lib/autopilot/context/schemas";
import { pageProject } from "@/lib/http/page-ctx";
import { AppError } from "@/lib/platform/errors";
import { isOn } from "@/lib/platform/features";
import { SectionCard } from "./_components/section-card";
import classes from "./context.module.css";

export const metadata: Metadata = { title: "Seen by the model" };

const PURPOSES: readonly { purpose: ContextPurpose; label: string }[] = [
  { purpose: "chat", label: "Chat" },
  { purpose: "nightshift", label: "Night shift" },
  { purpose: "packet", label: "Plan" },
  { purpose: "reply", label: "Replies" },
];

type Props = { params: Promise<{ projectId: string }>; searchParams: Promise<Record<string, string | string[]>> };

export default async function ContextPage({ params, searchParams }: Props) {
  if (!isOn("context")) notFound();
  const { ctx, project } = await pageProject((await params).projectId);
  const query = GetContextQuery.safeParse(await searchParams);
  if (!query.success) notFound();
  const { snapshot } = query.data;
  const context = await getContext(ctx, { projectId: project.id, ...query.data }).catch((error: unknown) => {
    if (error instanceof AppError && error.kind === "not_found") return null;
    throw error;
  });
  return (
    <>
      <PageHeader
        title="Seen by the model"
        description={
          snapshot
            ? "The facts that this reply was written from. They are kept for 14 days."
            : "The facts that a model is told about this company, and nothing else. Words of others stand between ⟦u:…⟧ marks."
        }
      />
      {!snapshot && <Purposes projectId={project.id} chosen={query.data.purpose} />}
      {context === null ? (
        <Text>This context is not kept any more: contexts of replies are kept for 14 days.</Text>
      ) : (
        <Stack gap="md">
          <Text size="sm" c="dimmed">
            {context.tokens.toLocaleString("en-US")} of {context.budget.toLocaleString("en-US")} tokens, up to line{" "}
            {context.as_of.position} of the ledger, <When iso={context.as_of.at} />
          </Text>
          {context.sections.map((section) => (
            <SectionCard key={section.key} section={section} />
          ))}
        </Stack>
      )}
    </>
  );
}

function Purposes({ projectId, chosen }: { projectId: string; chosen: ContextPurpose }) {
  return (
    <Group component="nav" aria-label="Purpose" gap={4} mb="md">
      {PURPOSES.map(({ purpose, label }) => (
        <Link
          key={purpose}
          href={`/companies/${projectId}/context?purpose=${purpose}`}
          className={classes.purpose}
          aria-current={purpose === chosen ? "page" : undefined}
        >
          {label}
        </Link>
      ))}
    </Group>
  );
}
