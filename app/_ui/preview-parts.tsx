import { Spoiler, Stack, Text } from "@mantine/core";
import type { z } from "zod";
import type { PreviewPart } from "@/lib/company/approvals/schemas";
import classes from "./as-received.module.css";

type Part = z.infer<typeof PreviewPart>;

/** The effect of an action as a person reads it, each part under its name; a long text says how much of it is folded. */
export function PreviewParts({ parts }: { parts: readonly Part[] }) {
  return (
    <Stack gap="sm" component="dl" m={0}>
      {parts.map((part, index) => (
        <div key={`${index} ${part.label}`}>
          <Text component="dt" size="xs" c="dimmed" fw={550}>
            {part.label}
          </Text>
          <Text component="dd" m={0} size="sm">
            {"html" in part ? <HtmlPart html={part.html} label={part.label} /> : <TextPart text={part.text} />}
          </Text>
        </div>
      ))}
    </Stack>
  );
}

const HtmlPart = ({ html, label }: { html: string; label: string }) => (
  <iframe
    className={classes.frame}
    title={label}
    sandbox=""
    srcDoc={`<meta name="viewport" content="width=device-width"><body style="font:15px/1.5 sans-serif;margin:16px;overflow-wrap:anywhere">${html}</body>`}
  />
);

const FOLDED_ABOVE = 2_000;

function TextPart({ text }: { text: string }) {
  const shown = (
    <span className={classes.text} style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
      {text}
    </span>
  );
  if (text.length <= FOLDED_ABOVE) return shown;
  return (
    <Spoiler
      maxHeight={320}
      showLabel={`Show all ${text.length.toLocaleString("en")} characters`}
      hideLabel="Show less"
    >
      {shown}
    </Spoiler>
  );
}
