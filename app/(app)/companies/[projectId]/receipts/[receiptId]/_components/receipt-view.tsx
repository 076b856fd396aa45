"use client";

import { Accordion, Button, Card, Code, Group, Stack, Text, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { VerdictBadge } from "@/app/_ui/approval-state";
import { api } from "@/app/_ui/api-client";
import { ErasedNote } from "@/app/_ui/erased-note";
import { Fact, Facts } from "@/app/_ui/facts";
import { notifyFailure } from "@/app/_ui/notify";
import { PageHeader } from "@/app/_ui/page-header";
import { When, WhenDue } from "@/app/_ui/when";
import type { Project } from "@/lib/company/projects/schemas";
import type { ReceiptDetail } from "@/lib/company/receipts/schemas";

type Props = { project: Project; first: ReceiptDetail };

/** The checker's verdict: what was agreed on, each look with its facts, and when it looks again. */
export function ReceiptView({ project, first }: Props) {
  const queries = useQueryClient();
  const queryKey = ["company", project.id, "receipt", first.id];
  const query = { workspace_id: project.workspace_id };
  const { data: receipt } = useQuery({
    queryKey,
    queryFn: ({ signal }) => api<ReceiptDetail>(`/api/receipts/${first.id}`, { query, signal }),
    initialData: first,
  });
  const recheck = useMutation({
    mutationFn: () => api(`/api/receipts/${first.id}/recheck`, { json: query }),
    onSettled: () => queries.invalidateQueries({ queryKey }),
    onError: (error) => notifyFailure("It could not be checked", error),
  });
  const { approval_id, task_id, title, verdict, words, contract, history, next_check_at } = receipt;
  const base = `/companies/${project.id}`;
  const back = approval_id
    ? { href: `${base}/approvals/${approval_id}`, label: "Approval" }
    : { href: `${base}/tasks/${task_id}`, label: "Task" };
  return (
    <>
      <PageHeader
        back={back}
        title={title}
        description={<VerdictBadge verdict={verdict} />}
        actions={
          receipt.erased_at === null && (
            <Button onClick={() => recheck.mutate()} loading={recheck.isPending}>
              Check now
            </Button>
          )
        }
      />
      <Stack>
        <ErasedNote at={receipt.erased_at} follows="The verdict stays, and it is not checked again." />
        <Card>
          <Facts>
            <Fact name="Why">{words ?? "No check has run yet."}</Fact>
            <Fact name="Next check">{next_check_at ? <WhenDue iso={next_check_at} /> : "None planned"}</Fact>
          </Facts>
          <Text size="sm" c="dimmed" mt="md" mb={4}>
            The evidence that was agreed on before it was carried out
          </Text>
          <Code block style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
            {JSON.stringify(contract, null, 2)}
          </Code>
        </Card>
        <Checks history={history} />
      </Stack>
    </>
  );
}

/** Each look of the checker, the newest first. */
function Checks({ history }: Pick<ReceiptDetail, "history">) {
  return (
    <Card>
      <Title order={2} fz="h4" mb="sm">
        Checks
      </Title>
      {history.length === 0 && (
        <Text size="sm" c="dimmed">
          No check has run yet.
        </Text>
      )}
      <Accordion variant="separated">
        {history.map((check) => (
          <Accordion.Item key={check.id} value={check.id}>
            <Accordion.Control>
              <Group gap="xs">
                <VerdictBadge verdict={check.verdict} />
                <Text size="sm">
                  <When iso={check.checked_at} />: {check.words}
                </Text>
              </Group>
            </Accordion.Control>
            <Accordion.Panel>
              <Text size="xs" c="dimmed" ff="monospace" mb="xs" style={{ overflowWrap: "anywhere" }}>
                {check.name} · evidence SHA-256 {check.evidence_sha256}
              </Text>
              <Code block mb="xs" style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
                {JSON.stringify(check.observed, null, 2)}
              </Code>
              <Code block mah={320} style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere", overflowY: "auto" }}>
                {check.evidence}
              </Code>
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </Card>
  );
}
