"use client";

import { Button, Group, Stack, Text as Words, Textarea, TextInput } from "@mantine/core";
import dynamic from "next/dynamic";
import { useRef } from "react";
import type { Sequence, VariantResult } from "@/lib/outreach/sequence/schemas";
import { letterOf, type Step, type Text } from "./steps";
import { resultWords } from "@/app/_ui/variant-words";

// Only a text that is sent as it stands has variables.
const VariableMenu = dynamic(() => import("./variable-menu").then((module) => module.VariableMenu));

type Props = {
  text: Text;
  place: { index: number; variant: number; of: number };
  mode: Step["mode"];
  withSubject: boolean;
  variables: Sequence["variables"];
  result: VariantResult | undefined;
  errors: Readonly<Record<string, string>>;
  onChange: (text: Text) => void;
  onRemove: () => void;
  onShow: () => void;
};

/** One text of a step: instructions for the model, or the subject and body as they are sent. */
export function StepText({ text, place: { index, variant, of }, mode, result, errors, onShow, ...more }: Props) {
  const name = of > 1 ? `Variant ${letterOf(variant)}` : null;
  const at = variant === 0 ? `steps.${index}` : `steps.${index}.variants.${variant - 1}`;
  return (
    <Stack
      gap="xs"
      role="group"
      aria-label={`Text of email ${index + 1}${name ? `, variant ${letterOf(variant)}` : ""}`}
    >
      {name && (
        <Group justify="space-between" gap="xs">
          <Words size="sm" fw={600}>
            {name}
            {result && (
              <Words span size="sm" c="dimmed" fw={400}>
                {" "}
                · {resultWords(result)}
              </Words>
            )}
          </Words>
          <Button variant="subtle" color="red" size="compact-xs" onClick={more.onRemove}>
            Remove variant {letterOf(variant)}
          </Button>
        </Group>
      )}
      {mode === "model" ? (
        <Textarea
          label="Instructions for the model"
          autosize
          minRows={2}
          maxLength={2000}
          value={text.instructions}
          error={errors[`${at}.instructions`]}
          onFocus={onShow}
          onChange={({ currentTarget }) => more.onChange({ ...text, instructions: currentTarget.value })}
        />
      ) : (
        <Exact text={text} at={at} errors={errors} onShow={onShow} {...more} />
      )}
    </Stack>
  );
}

type ExactProps = Pick<Props, "text" | "withSubject" | "variables" | "errors" | "onChange" | "onShow"> & { at: string };
type Field = "subject" | "body";

function Exact({ text, at, withSubject, variables, errors, onChange, onShow }: ExactProps) {
  const subject = useRef<HTMLInputElement>(null);
  const body = useRef<HTMLTextAreaElement>(null);
  const written = useRef<Field>("body");
  const insert = (variable: string): void => {
    const field = withSubject ? written.current : "body";
    const input = field === "subject" ? subject.current : body.current;
    const [from, to] = [input?.selectionStart ?? text[field].length, input?.selectionEnd ?? text[field].length];
    onChange({ ...text, [field]: `${text[field].slice(0, from)}{{${variable}}}${text[field].slice(to)}` });
    const end = from + variable.length + 4;
    requestAnimationFrame(() => {
      input?.focus();
      input?.setSelectionRange(end, end);
    });
  };
  const onFocus = (field: Field) => (): void => {
    written.current = field;
    onShow();
  };
  return (
    <>
      {withSubject && (
        <TextInput
          label="Subject"
          maxLength={300}
          ref={subject}
          value={text.subject}
          error={errors[`${at}.subject`]}
          onFocus={onFocus("subject")}
          onChange={({ currentTarget }) => onChange({ ...text, subject: currentTarget.value })}
        />
      )}
      <Textarea
        label="Text"
        description="Without a signature and footer: they are added below. {{first_name|there}} becomes the first name, or “there” when it is unknown."
        autosize
        minRows={5}
        maxRows={20}
        maxLength={20000}
        ref={body}
        value={text.body}
        error={errors[`${at}.body`]}
        onFocus={onFocus("body")}
        onChange={({ currentTarget }) => onChange({ ...text, body: currentTarget.value })}
      />
      <Group>
        <VariableMenu variables={variables} onPick={insert} />
      </Group>
    </>
  );
}
