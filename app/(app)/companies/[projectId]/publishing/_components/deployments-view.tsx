"use client";

import { Anchor, Badge, Card, Group, Text } from "@mantine/core";
import { IconWorldUpload } from "@tabler/icons-react";
import { Blank } from "@/app/_ui/blank";
import { LinkButton } from "@/app/_ui/link-button";
import { MoreRows } from "@/app/_ui/more-rows";
import { usePages, type Page } from "@/app/_ui/use-pages";
import { When } from "@/app/_ui/when";
import type { Deployment } from "@/lib/company/publishing/schemas";
import classes from "./deployments.module.css";

const STATUS: Record<Deployment["status"], { label: string; color: string }> = {
  started: { label: "Begun", color: "blue" },
  succeeded: { label: "Handed over", color: "green" },
  failed: { label: "Failed", color: "red" },
  unknown: { label: "Outcome unknown", color: "orange" },
};

/** The deployments of a company, each with its address and the account that published it. */
export function DeploymentsView({ projectId, firstPage }: { projectId: string; firstPage: Page<Deployment> }) {
  const pages = usePages<Deployment>(`/api/projects/${projectId}/deployments`, {}, firstPage);
  if (pages.rows.length === 0)
    return (
      <Blank
        icon={<IconWorldUpload size={26} />}
        title="Nothing published yet"
        action={<LinkButton href={`/companies/${projectId}/integrations`}>Choose where to publish</LinkButton>}
      >
        A website is proposed with all its files and published once you approve it. Without Vercel it is served on this
        machine.
      </Blank>
    );
  return (
    <Card maw={860}>
      <ul className={classes.deployments}>
        {pages.rows.map((deployment) => (
          <Row key={deployment.id} deployment={deployment} />
        ))}
      </ul>
      <MoreRows pages={pages} title="The older ones were not loaded" />
    </Card>
  );
}

function Row({ deployment }: { deployment: Deployment }) {
  const { site, status, url, account, error, file_count: files, created_at: createdAt } = deployment;
  const { label, color } = STATUS[status];
  return (
    <li data-deployment={deployment.id}>
      <Group gap={8}>
        <Text component="span" size="sm" fw={550}>
          {site}
        </Text>
        <Badge color={color}>{label}</Badge>
      </Group>
      {url && (
        <Anchor href={url} target="_blank" rel="noreferrer" size="sm">
          {url}
        </Anchor>
      )}
      {error && (
        <Text size="sm" c="var(--mantine-color-error)">
          {status === "unknown"
            ? "The provider broke off. It is looked up whether the site was published."
            : `It was not published (${error}).`}
        </Text>
      )}
      <Text size="xs" c="dimmed" mt={2}>
        {files} {files === 1 ? "file" : "files"}, {account}, <When iso={createdAt} />
      </Text>
    </li>
  );
}
