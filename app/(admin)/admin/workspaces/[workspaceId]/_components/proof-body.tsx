import { SimpleGrid, Stack, Text } from "@mantine/core";
import { formatCount } from "@/app/_ui/numbers";
import type { Proof } from "@/lib/operations/governance/schemas";
import { Fact, Facts } from "@/app/_ui/facts";
import { Moment } from "../../../../_components/moment";
import { NotRecallable } from "./not-recallable";
import classes from "./proof.module.css";
import { WorkflowNames } from "./workflow-names";

export function ProofBody({ proof }: { proof: Proof }) {
  return (
    <Stack gap="lg">
      <SimpleGrid cols={{ base: 2, md: 4 }} spacing="sm">
        <Figure name="Running executions" value={proof.running_executions} mustBeZero />
        <Figure name="Published workflows" value={proof.published_workflows} mustBeZero />
        <Figure name="Keys and tokens that still work" value={proof.open_credentials} mustBeZero />
        <Figure name="Workflows Greenlight did not deploy" value={proof.unknown_workflows} />
        <Figure name="Executions stopped" value={proof.stopped_executions} />
        <Figure name="Jobs held" value={proof.held_jobs} />
        <Figure name="Approvals held" value={proof.queued_approvals} />
        <Figure name="Actions under way" value={proof.executing_approvals} />
        <Figure name="Sandbox runs under way" value={proof.sandbox_runs} />
      </SimpleGrid>
      <ProofFacts proof={proof} />
      <NotRecallable messages={proof.not_recallable} />
    </Stack>
  );
}

/** A zero that was asked for is good news; anything else there is not. */
function Figure({ name, value, mustBeZero = false }: { name: string; value: number; mustBeZero?: boolean }) {
  const verdict = value === 0 ? classes.good : classes.bad;
  return (
    <div className={`${classes.figure} ${mustBeZero ? verdict : ""}`}>
      <Text fz={28} fw={600} lh={1.1} className="numbers">
        {formatCount(value)}
      </Text>
      <Text size="xs" c="dimmed" mt={4}>
        {name}
      </Text>
    </div>
  );
}

function ProofFacts({ proof }: { proof: Proof }) {
  const event = proof.last_accepted_event;
  return (
    <Facts>
      <Fact name="Outreach engine">
        {proof.engine === "reached" ? "Answered, and was asked what still runs" : "There is none: nothing could run"}
      </Fact>
      <Fact name="n8n’s own hook">{hookWords(proof)}</Fact>
      <Fact name="Doors drained">
        <Moment iso={proof.drained_at} />
        <Text size="xs" c="dimmed">
          From here on no request from before the freeze was still under way.
        </Text>
      </Fact>
      <Fact name="Last accepted event">
        {event ? (
          <>
            {event.event_type}
            {event.contact_email && ` · ${event.contact_email}`} · accepted <Moment iso={event.created_at} />
          </>
        ) : (
          "None was ever accepted"
        )}
      </Fact>
      <Fact name="Revoked">{keysAndTokens(proof)}</Fact>
      <Fact name="Workflows unpublished">
        {proof.unpublished.length === 0 ? (
          "None was published"
        ) : (
          <details>
            <summary className={classes.summary}>{formatCount(proof.unpublished.length)}</summary>
            <WorkflowNames workflows={proof.unpublished} />
          </details>
        )}
      </Fact>
      <Fact name="Checked">
        <Moment iso={proof.checked_at} />
      </Fact>
    </Facts>
  );
}

function hookWords({ hook_file, instance }: Proof): string {
  if (hook_file === null) return "There is no engine to refuse anything";
  const machine = instance === null ? "" : ` on ${instance}`;
  return hook_file
    ? `Refuses every run${machine}, by the file that it reads before each`
    : `Has no file of this freeze${machine}: what is unpublished does not run, and the next look writes the file`;
}

const keysAndTokens = ({ revoked_keys, revoked_tokens }: Proof): string =>
  `${formatCount(revoked_keys)} API ${revoked_keys === 1 ? "key" : "keys"}, ${formatCount(revoked_tokens)} webhook ${revoked_tokens === 1 ? "token" : "tokens"}`;
