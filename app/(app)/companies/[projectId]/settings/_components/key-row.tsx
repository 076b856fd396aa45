"use client";

import { Badge, Button, Code, Group, Text } from "@mantine/core";
import { When } from "@/app/_ui/when";
import type { WorkspaceKey } from "@/lib/foundation/credentials/schemas";
import classes from "./keys.module.css";
import { FEW, summaryOf, wordsOf } from "./scope-words";

const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const dayOf = (iso: string): string => DAY.format(new Date(iso));

type Props = { row: WorkspaceKey; onRevoke?: () => void };

export function KeyRow({ row, onRevoke }: Props) {
  return (
    <li>
      <div className={classes.what}>
        <Group gap={8}>
          <Text component="span" size="sm" fw={550}>
            {row.name}
          </Text>
          <Code>…{row.last_four}</Code>
          {row.revoked_at && <Badge color="gray">Revoked</Badge>}
        </Group>
        <Text size="xs" c="dimmed" mt={2}>
          Made <When iso={row.created_at} /> ·{" "}
          {row.last_used_at ? (
            <>
              last used <When iso={row.last_used_at} />
            </>
          ) : (
            "never used"
          )}{" "}
          · {endOf(row)}
        </Text>
        <Scopes scopes={row.scopes} />
      </div>
      {onRevoke && (
        <Button variant="default" size="xs" onClick={onRevoke} aria-label={`Revoke the key ${row.name}`}>
          Revoke…
        </Button>
      )}
    </li>
  );
}

function endOf({ expires_at, revoked_at }: WorkspaceKey): string {
  if (revoked_at) return `revoked ${dayOf(revoked_at)}`;
  return expires_at ? `expires ${dayOf(expires_at)}` : "does not expire";
}

function Scopes({ scopes }: { scopes: string[] }) {
  const summary = summaryOf(scopes);
  if (scopes.length <= FEW) return <div className={classes.scopes}>{summary}</div>;
  return (
    <details className={classes.scopes}>
      <summary>{summary}</summary>
      <ul>
        {scopes.map((scope) => (
          <li key={scope}>{wordsOf(scope)}</li>
        ))}
      </ul>
    </details>
  );
}
