"use client";

import { Card, Group, Text, Title } from "@mantine/core";
import { IconReceipt } from "@tabler/icons-react";
import { VerdictBadge } from "@/app/_ui/approval-state";
import { Blank } from "@/app/_ui/blank";
import { Link } from "@/app/_ui/link";
import { MoreRows } from "@/app/_ui/more-rows";
import { PageHeader } from "@/app/_ui/page-header";
import { usePages, type Page } from "@/app/_ui/use-pages";
import { When } from "@/app/_ui/when";
import type { NamedRatio } from "@/lib/autopilot/actions/name-ratio";
import type { Project } from "@/lib/company/projects/schemas";
import type { Receipt } from "@/lib/company/receipts/schemas";
import classes from "../../approvals/_components/approvals.module.css";
import { RatioFacts } from "../../_components/ratio-facts";

type Props = { project: Project; firstPage: Page<Receipt>; ratios: readonly NamedRatio[] };

/** The checker's verdicts, the newest first, and the share that was verified by kind of action and by origin. */
export function ReceiptsView({ project, firstPage, ratios }: Props) {
  const pages = usePages<Receipt>(`/api/projects/${project.id}/receipts`, {}, firstPage);
  return (
    <>
      <PageHeader
        title="Receipts"
        description="An independent checker looks whether an action really happened. The newest stand first."
      />
      {pages.rows.length === 0 ? (
        <Blank icon={<IconReceipt size={26} />} title="No receipts yet">
          Each action that was carried out gets one here, and so does each task with a proof of its own.
        </Blank>
      ) : (
        <>
          {ratios.length > 0 && (
            <Card mb="md">
              <Title order={2} size="h4" mb="sm">
                Actions that were verified
              </Title>
              <RatioFacts ratios={ratios} />
            </Card>
          )}
          <Card p={0}>
            <ul className={classes.list} aria-label="Receipts">
              {pages.rows.map((receipt) => (
                <Entry key={receipt.id} receipt={receipt} />
              ))}
            </ul>
          </Card>
        </>
      )}
      <MoreRows pages={pages} title="Further receipts could not be loaded" />
    </>
  );
}

const Entry = ({
  receipt: { id, project_id, title, verdict, words, checked_at, created_at },
}: {
  receipt: Receipt;
}) => (
  <li className={classes.entry}>
    <div className={classes.body}>
      <Group justify="space-between" gap="xs" align="flex-start">
        <Link href={`/companies/${project_id}/receipts/${id}`} className="plain-link">
          <Text component="span" size="sm" fw={600}>
            {title}
          </Text>
        </Link>
        <VerdictBadge verdict={verdict} />
      </Group>
      <Text size="sm" mt={2}>
        {words ?? "No check has run yet."}
      </Text>
      <Text size="xs" c="dimmed" mt={2}>
        {checked_at ? "Checked" : "Carried out"} <When iso={checked_at ?? created_at} />
      </Text>
    </div>
  </li>
);
