import { Card, Group, Stack, Text, Title } from "@mantine/core";
import type { Freeze } from "@/lib/operations/governance/schemas";
import { Fact, Facts } from "@/app/_ui/facts";
import { Moment } from "../../../../_components/moment";
import { Person } from "../../../../_components/person";
import { ProofBody } from "./proof-body";
import { SaveProof } from "./proof-card";
import classes from "./proof.module.css";

type Props = { freezes: Freeze[]; slug: string; me: string };

/** The freezes that are over, each with the proof that was kept. */
export function FreezeHistory({ freezes, slug, me }: Props) {
  if (freezes.length === 0) return null;
  return (
    <Card component="section" aria-labelledby="history-title">
      <Title order={2} id="history-title" mb="xs">
        Earlier freezes
      </Title>
      {freezes.map((freeze) => (
        <details key={freeze.id} className={classes.entry}>
          <summary>
            <Text span size="sm" fw={550} style={{ overflowWrap: "anywhere" }}>
              {freeze.reason}
            </Text>
            <Text span size="xs" c="dimmed">
              <Moment iso={freeze.frozen_at} />
            </Text>
          </summary>
          <Stack gap="lg">
            <Ended freeze={freeze} me={me} />
            {freeze.proof ? (
              <ProofBody proof={freeze.proof} />
            ) : (
              <Text size="sm">It was lifted before anything was proven.</Text>
            )}
            <Group>
              <SaveProof freeze={freeze} slug={slug} />
            </Group>
          </Stack>
        </details>
      ))}
    </Card>
  );
}

const Ended = ({ freeze, me }: { freeze: Freeze; me: string }) => (
  <Facts>
    <Fact name="Frozen by">
      <Person id={freeze.frozen_by} me={me} /> · <Moment iso={freeze.frozen_at} />
    </Fact>
    <Fact name="Proven">{freeze.proven_at ? <Moment iso={freeze.proven_at} /> : "Never"}</Fact>
    {freeze.unfrozen_by && freeze.unfrozen_at && (
      <Fact name="Lifted by">
        <Person id={freeze.unfrozen_by} me={me} /> · <Moment iso={freeze.unfrozen_at} />
      </Fact>
    )}
    {freeze.unfreeze_reason && <Fact name="Why it was lifted">{freeze.unfreeze_reason}</Fact>}
  </Facts>
);
