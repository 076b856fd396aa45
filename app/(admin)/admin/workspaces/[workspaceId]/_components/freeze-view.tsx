"use client";

import { Stack } from "@mantine/core";
import { Failure } from "@/app/_ui/failure";
import { formatCounted } from "@/app/_ui/numbers";
import { PageHeader } from "@/app/_ui/page-header";
import type { Freeze, ListedWorkspace } from "@/lib/operations/governance/schemas";
import { FreezeBadge } from "../../../../_components/freeze-badge";
import { AfterUnfreeze } from "./after-unfreeze";
import { FreezeForm } from "./freeze-form";
import { FreezeHistory } from "./freeze-history";
import { FreezeProgress } from "./freeze-progress";
import { ProofCard } from "./proof-card";
import { UnfreezeForm } from "./unfreeze-form";
import { useFreezes } from "./use-freezes";

type Props = { workspace: ListedWorkspace; me: string; initial: { data: Freeze[] } };

/** The kill switch of one workspace: its effect, progress and proof, and how it was lifted. */
export function FreezeView({ workspace, me, initial }: Props) {
  const freezes = useFreezes(workspace.id, initial);
  const [latest, ...earlier] = freezes.data.data;
  const current = latest && !latest.unfrozen_at ? latest : null;
  return (
    <>
      <PageHeader
        title={workspace.name}
        description={factsOf(workspace)}
        back={{ href: "/admin", label: "Workspaces" }}
        actions={<FreezeBadge status={current ? "frozen" : "active"} state={current?.state ?? null} />}
      />
      <Stack gap="lg">
        {freezes.isError && (
          <Failure
            title="The state of the freeze could not be read"
            error={freezes.error}
            onRetry={() => void freezes.refetch()}
          />
        )}
        {current ? (
          <>
            <FreezeProgress freeze={current} me={me} />
            {current.proof && <ProofCard freeze={current} proof={current.proof} slug={workspace.slug} />}
            <UnfreezeForm freeze={current} />
          </>
        ) : (
          <>
            {latest && <AfterUnfreeze key={latest.id} freeze={latest} me={me} />}
            <FreezeForm workspace={workspace} />
          </>
        )}
        <FreezeHistory freezes={current ? earlier : freezes.data.data} slug={workspace.slug} me={me} />
      </Stack>
    </>
  );
}

const factsOf = ({ slug, plan, members, companies }: ListedWorkspace): string =>
  [
    slug,
    `${plan} plan`,
    formatCounted(members, "member", "members"),
    formatCounted(companies, "company", "companies"),
  ].join(" · ");
