import { VisuallyHidden } from "@mantine/core";
import { IconCheck, IconX } from "@tabler/icons-react";
import type { ProviderState } from "@/lib/company/integrations/schemas";
import classes from "./test-steps.module.css";

type Steps = NonNullable<ProviderState["test"]>["steps"];

/** The questions of a test, what each answer showed, and how to put right what is wrong. */
export function TestSteps({ steps, name }: { steps: Steps; name: string }) {
  return (
    <ol className={classes.steps} aria-label={`Steps of the last test of ${name}`}>
      {steps.map((step) => (
        <li key={step.name} data-ok={step.ok}>
          <span className={classes.mark} aria-hidden>
            {step.ok ? <IconCheck size={16} /> : <IconX size={16} />}
          </span>
          <span>
            <VisuallyHidden>{step.ok ? "Passed: " : "Failed: "}</VisuallyHidden>
            <b>{step.name}</b> {step.observed}
            {step.fix && <span className={classes.fix}>{step.fix}</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}
