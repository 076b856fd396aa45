"use client";

import { ActionIcon, Button, Card, Group, NumberInput, SegmentedControl, Stack, Switch, Title } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from "@tabler/icons-react";
import type { Sequence, VariantResult } from "@/lib/outreach/sequence/schemas";
import { StepText } from "./step-text";
import { EMPTY_TEXT, MOST_TEXTS, textsOf, withTexts, type Step, type Text } from "./steps";

type Props = {
  step: Step;
  index: number;
  last: boolean;
  alone: boolean;
  variables: Sequence["variables"];
  results: readonly VariantResult[];
  /** The API's words about a field, by its place. */
  errors: Readonly<Record<string, string>>;
  onChange: (step: Step) => void;
  onMove: (direction: "up" | "down") => void;
  onRemove: () => void;
  onShow: (variant: number) => void;
};

/** One email of the sequence. */
export function StepCard({ step, index, variables, results, errors, onChange, onShow, ...place }: Props) {
  const texts = textsOf(step);
  const setTexts = (next: readonly Text[]): void => onChange(withTexts(step, next));
  const opensThread = index === 0 || !step.same_thread;
  return (
    <Card component="section" aria-labelledby={`${step.key}-title`}>
      <Stack gap="sm">
        <Heading step={step} index={index} {...place} />
        <How step={step} index={index} errors={errors} onChange={onChange} />
        {texts.map((text, variant) => (
          <StepText
            key={variant}
            text={text}
            place={{ index, variant, of: texts.length }}
            mode={step.mode}
            withSubject={opensThread}
            variables={variables}
            result={results.find((result) => result.variant === variant + 1)}
            errors={errors}
            onChange={(next) => setTexts(texts.map((other, at) => (at === variant ? next : other)))}
            onRemove={() => setTexts(texts.filter((_, at) => at !== variant))}
            onShow={() => onShow(variant + 1)}
          />
        ))}
        {texts.length < MOST_TEXTS && (
          <Button
            variant="subtle"
            size="xs"
            style={{ alignSelf: "flex-start" }}
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => setTexts([...texts, EMPTY_TEXT])}
          >
            Add a variant to compare
          </Button>
        )}
      </Stack>
    </Card>
  );
}

type HeadingProps = Pick<Props, "step" | "index" | "last" | "alone" | "onMove" | "onRemove">;

function Heading({ step, index, last, alone, onMove, onRemove }: HeadingProps) {
  const name = `email ${index + 1}`;
  return (
    <Group justify="space-between" wrap="nowrap">
      <Title order={2} size="h4" id={`${step.key}-title`}>
        Email {index + 1}
      </Title>
      <Group gap={4} wrap="nowrap">
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={`Move ${name} up`}
          disabled={index === 0}
          onClick={() => onMove("up")}
        >
          <IconArrowUp size={18} aria-hidden />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={`Move ${name} down`}
          disabled={last}
          onClick={() => onMove("down")}
        >
          <IconArrowDown size={18} aria-hidden />
        </ActionIcon>
        <ActionIcon variant="subtle" color="red" aria-label={`Remove ${name}`} disabled={alone} onClick={onRemove}>
          <IconTrash size={18} aria-hidden />
        </ActionIcon>
      </Group>
    </Group>
  );
}

/** How it is written, when it leaves, and in which thread. */
const How = ({ step, index, errors, onChange }: Pick<Props, "step" | "index" | "errors" | "onChange">) => (
  <>
    <Group gap="md" align="flex-end">
      <SegmentedControl
        aria-label={`How email ${index + 1} is written`}
        value={step.mode}
        onChange={(mode) => onChange({ ...step, mode: mode === "model" ? "model" : "exact" })}
        data={[
          { value: "model", label: "Written by the model" },
          { value: "exact", label: "Exactly this text" },
        ]}
      />
      <NumberInput
        label={index === 0 ? "Days after it was drafted" : `Days after email ${index}`}
        min={0}
        max={365}
        allowDecimal={false}
        w={180}
        value={step.delay_days}
        error={errors[`steps.${index}.delay_days`]}
        onChange={(days) => onChange({ ...step, delay_days: Number(days) || 0 })}
      />
    </Group>
    {index > 0 && (
      <Switch
        label="In the same thread"
        description={
          step.same_thread
            ? "Answers the email before it, with “Re:” and its subject."
            : "Opens a new thread with a subject of its own."
        }
        checked={step.same_thread}
        onChange={({ currentTarget }) => onChange({ ...step, same_thread: currentTarget.checked })}
      />
    )}
  </>
);
