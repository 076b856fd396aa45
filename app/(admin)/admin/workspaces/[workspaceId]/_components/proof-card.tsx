"use client";

import { Button, Card, Group, Title } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import type { Freeze, Proof } from "@/lib/operations/governance/schemas";
import { saveAsFile } from "../../../../_components/save-as-file";
import { ProofBody } from "./proof-body";

/** The proof of a freeze, to read and to download. */
export function ProofCard({ freeze, proof, slug }: { freeze: Freeze; proof: Proof; slug: string }) {
  return (
    <Card component="section" aria-labelledby="proof-title">
      <Group justify="space-between" mb="md" gap="sm">
        <Title order={2} id="proof-title">
          Proof
        </Title>
        <SaveProof freeze={freeze} slug={slug} />
      </Group>
      <ProofBody proof={proof} />
    </Card>
  );
}

/** The whole record of a freeze as a JSON file. */
export const SaveProof = ({ freeze, slug }: { freeze: Freeze; slug: string }) => (
  <Button
    variant="default"
    size="xs"
    leftSection={<IconDownload size={15} aria-hidden />}
    onClick={() => saveAsFile(`freeze-${slug}-${freeze.frozen_at.slice(0, 10)}.json`, freeze)}
  >
    Download as JSON
  </Button>
);
